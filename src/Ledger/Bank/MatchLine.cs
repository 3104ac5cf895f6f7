using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Books;
using IntegratedCare.Ledger.Journal;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Bank;

/// <summary>The entries that a movement at the bank is, together.</summary>
public sealed record MatchLineRequest([MinLength(1), MaxLength(MatchLineRequest.EntriesMax)] IReadOnlyList<long> EntryNumbers)
{
    public const int EntriesMax = 20;
}

/// <summary>The host says which entries a movement is.</summary>
internal static class MatchLine
{
    public static async Task<Ok<LineMatchedView>> Handle(
        string code, int line, MatchLineRequest request, Caller caller, Purpose purpose, LedgerDb db, Bookkeeper bookkeeper, BankDesk desk,
        CancellationToken cancellationToken)
    {
        await desk.TakeAsync(code, caller, bookkeeper, cancellationToken);
        var open = await desk.OpenLineAsync(code, line, cancellationToken);
        var numbers = request.EntryNumbers.Distinct().ToList();
        if (await db.BankMatches.AnyAsync(m => m.FundCode == code && numbers.Contains(m.EntryNumber) && m.UndoneAt == null, cancellationToken))
            throw new DomainException(BankErrors.EntryMatched);

        var entries = await CashEntries.OfAsync(db, code, numbers, cancellationToken);
        if (entries.Count != numbers.Count)
            throw new DomainException(await db.JournalEntries.CountAsync(e => e.FundCode == code && numbers.Contains(e.Number), cancellationToken) < numbers.Count
                ? JournalErrors.EntryUnknown
                : BankErrors.EntryWithoutCash);
        if (entries.Aggregate(Int128.Zero, (sum, entry) => sum + entry.CashPence) != open.AmountPence) throw new DomainException(BankErrors.AmountsDiffer);

        foreach (var entry in entries) desk.Add(open, entry, MatchBasis.ByHand, "The host said so.", caller.Subject);
        db.RecordAccess(caller, purpose, "bank-line.match", "bank-line", $"{code}/{line}");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new LineMatchedView(line, [.. entries.Select(entry => entry.Number)]));
    }
}

/// <summary>A line, and the entries that it is matched with now.</summary>
public sealed record LineMatchedView(int Line, IReadOnlyList<long> EntryNumbers);
