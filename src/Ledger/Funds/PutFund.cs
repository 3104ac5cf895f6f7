using System.Text.RegularExpressions;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Charges;
using IntegratedCare.Ledger.Journal;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Funds;

/// <summary>Sets a fund's terms; sending the same again changes nothing. Bookings that waited for a fund are then paid for.</summary>
internal static partial class PutFund
{
    public static async Task<Results<Created<FundPutView>, Ok<FundPutView>>> Handle(
        string code, PutFundRequest request, Caller caller, Purpose purpose, LedgerDb db, Bookkeeper bookkeeper,
        ChargeBook charges, CancellationToken cancellationToken)
    {
        if (!FundCode().IsMatch(code)) throw new DomainException(FundErrors.CodeInvalid);

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // Held to the end: no two terms of one fund at once, and no booking finds meanwhile that nothing pays for it.
        await FundTerms.TakeAsync(db, cancellationToken);
        var head = await bookkeeper.TakeAsync(code, cancellationToken);
        var fund = await db.Funds.SingleOrDefaultAsync(f => f.Code == code, cancellationToken)
            ?? db.Funds.Add(new() { Code = code }).Entity;
        var accountsInUse = await db.AccountDays.Where(day => day.FundCode == code)
            .Select(day => day.Account).Distinct().ToListAsync(cancellationToken);

        fund.Put(request, accountsInUse.ToHashSet(StringComparer.Ordinal));
        if (head is null) db.JournalHeads.Add(JournalHead.Open(code));
        var outcome = head is null ? PutOutcome.Added
            : db.ChangeTracker.HasChanges() ? PutOutcome.Changed
            : PutOutcome.Unchanged;
        if (outcome != PutOutcome.Unchanged) db.RecordAccess(caller, purpose, "fund.put", "fund", code);
        await db.SaveChangesAsync(cancellationToken);
        await charges.SettleUnfundedAsync(code, cancellationToken);
        await transaction.CommitAsync(cancellationToken);

        var view = new FundPutView(code, outcome);
        return outcome == PutOutcome.Added
            ? TypedResults.Created($"/api/ledger/funds/{code}", view)
            : TypedResults.Ok(view);
    }

    [GeneratedRegex(PutFundRequest.CodePattern)]
    private static partial Regex FundCode();
}

public sealed record FundPutView(string Code, PutOutcome Outcome);

public enum PutOutcome
{
    Added,
    Changed,
    Unchanged,
}
