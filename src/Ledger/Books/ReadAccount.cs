using System.ComponentModel.DataAnnotations;
using System.Globalization;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Books;

/// <summary>One account's entries that take effect between two days, in the order of posting, each with the balance that it leaves.</summary>
/// <remarks>The balance begins with what stood there before the first day. <c>next</c> carries it on, so that a page deep in the account costs what the first does.
/// A page may be short, or empty, and go on: it looks at no more than so many of the fund's entries.</remarks>
internal static class ReadAccount
{
    private const int LimitMax = 500;
    private const int LimitDefault = 100;

    public static async Task<Ok<Feed<AccountEntryView>>> Handle(
        string code, string account, DateOnly? from, DateOnly? to, string? after, [Range(1, LimitMax)] int? limit, Caller caller, LedgerDb db,
        CancellationToken cancellationToken)
    {
        var fund = await db.FundForAsync(code, caller, cancellationToken);
        if (!await db.AccountDays.AnyAsync(d => d.FundCode == code && d.Account == account, cancellationToken))
            throw new DomainException(JournalErrors.AccountUnknown);
        if (!fund.MayReadAccount(caller, account)) throw new DomainException(JournalErrors.AccountForTheHost);

        var (first, last) = (from ?? DateOnly.MinValue, to ?? DateOnly.MaxValue);
        var (read, balance) = Parse(after) ?? (0, await db.AccountDays
            .Where(d => d.FundCode == code && d.Account == account && d.EffectiveOn < first)
            .SumAsync(d => d.DebitsPence - d.CreditsPence, cancellationToken));
        var walked = await AccountWalk.Page.ReadAsync(db, new(code, account, first, last), read, limit ?? LimitDefault, cancellationToken);

        var views = new List<AccountEntryView>(walked.Entries.Count);
        foreach (var entry in walked.Entries)
        {
            var debits = entry.Lines.Where(line => line.Account == account && line.Side == Side.Debit).Sum(line => line.AmountPence);
            var credits = entry.Lines.Where(line => line.Account == account && line.Side == Side.Credit).Sum(line => line.AmountPence);
            balance += debits - credits;
            views.Add(new(entry.Number, EntryHash.Word(entry.Kind), entry.EffectiveOn, entry.PostedAt, entry.Source, entry.Narrative,
                debits, credits, balance));
        }

        return TypedResults.Ok(new Feed<AccountEntryView>(
            views, walked.IsEnd && views.Count == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{walked.Through}:{balance}")));
    }

    private static (long Read, long BalancePence)? Parse(string? cursor)
    {
        if (string.IsNullOrEmpty(cursor)) return null;
        return cursor.Split(':') is [var number, var pence]
            && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var read)
            && long.TryParse(pence, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var balance)
            && Math.Abs((decimal)balance) <= BalanceMax
            ? (read, balance)
            : throw new DomainException(JournalErrors.CursorInvalid);
    }

    // Far above any fund's balance, and far below what another page of entries could make overflow.
    private const decimal BalanceMax = 1_000_000_000_000_000_000m;
}

/// <summary>An entry as one account sees it. <c>BalancePence</c> is what stands on the account after it: debits less credits.</summary>
public sealed record AccountEntryView(
    long Number, string Kind, DateOnly EffectiveOn, DateTimeOffset PostedAt, string Source, string Narrative,
    long DebitsPence, long CreditsPence, long BalancePence);
