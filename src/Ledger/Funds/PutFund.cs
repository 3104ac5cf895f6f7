using System.Text.RegularExpressions;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Agreements;
using IntegratedCare.Ledger.Charges;
using IntegratedCare.Ledger.Journal;
using IntegratedCare.Ledger.Virements;
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
        if (!FundCode().IsMatch(code) || code.EndsWith('\n')) throw new DomainException(FundErrors.CodeInvalid);

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // Held to the end: no two terms of one fund at once, and no booking finds meanwhile that nothing pays for it.
        await FundTerms.TakeAsync(db, cancellationToken);
        var head = await bookkeeper.TakeAsync(code, cancellationToken);
        var outcome = head is null
            ? Add(code, request, db)
            : await ChangeAsync(code, request, db, cancellationToken);
        if (outcome != PutOutcome.Unchanged) db.RecordAccess(caller, purpose, "fund.put", "fund", code);
        await db.SaveChangesAsync(cancellationToken);
        await charges.SettleUnfundedAsync(code, cancellationToken);
        await transaction.CommitAsync(cancellationToken);

        var view = new FundPutView(code, outcome);
        return outcome == PutOutcome.Added
            ? TypedResults.Created($"/api/ledger/funds/{code}", view)
            : TypedResults.Ok(view);
    }

    private static PutOutcome Add(string code, PutFundRequest request, LedgerDb db)
    {
        db.Funds.Add(Fund.Open(code, request));
        db.JournalHeads.Add(JournalHead.Open(code));
        return PutOutcome.Added;
    }

    private static async Task<PutOutcome> ChangeAsync(
        string code, PutFundRequest request, LedgerDb db, CancellationToken cancellationToken)
    {
        var fund = await db.Funds.SingleAsync(f => f.Code == code, cancellationToken);
        var accountsInUse = await db.AccountDays.Where(day => day.FundCode == code)
            .Select(day => day.Account).Distinct().ToListAsync(cancellationToken);
        var agreement = await db.LastAgreedAsync(code, cancellationToken);
        if (agreement is { Version: var version }) RequireAgreed(request, version);
        var years = fund.AgreedYears.ToDictionary(year => year.FinancialYear, year => year.AmountPence);
        fund.Put(request, accountsInUse.ToHashSet(StringComparer.Ordinal));
        await RequireBudgetsAsync(fund, db, cancellationToken);
        var yearsChange = fund.AgreedYears.Count != years.Count
            || fund.AgreedYears.Any(year => years.GetValueOrDefault(year.FinancialYear, -1) != year.AmountPence);
        if (yearsChange && await db.Rephasings.AnyAsync(r => r.FundCode == code, cancellationToken))
            throw new DomainException(FundErrors.InUse, "The printed years stay once money of theirs was re-phased.");
        return db.ChangeTracker.HasChanges() ? PutOutcome.Changed : PutOutcome.Unchanged;
    }

    private static async Task RequireBudgetsAsync(Fund fund, LedgerDb db, CancellationToken cancellationToken)
    {
        var moved = await db.MovedBudgetsAsync(fund.Code, DateOnly.MaxValue, cancellationToken);
        var divided = await db.BudgetLines.Where(l => l.FundCode == fund.Code)
            .GroupBy(l => new { l.ProgrammeCode, l.Division }).Select(g => new { g.Key.ProgrammeCode, Pence = g.Sum(l => l.AmountPence) })
            .ToListAsync(cancellationToken);
        foreach (var programme in moved.Keys.Union(divided.Select(d => d.ProgrammeCode)))
        {
            if (fund.Programmes.SingleOrDefault(p => p.Code == programme) is not { } standing)
                throw new DomainException(FundErrors.InUse, "A programme whose budget was moved or divided stays.");
            var budget = standing.BudgetPence + moved.GetValueOrDefault(programme);
            if (budget < 0 || divided.Exists(d => d.ProgrammeCode == programme && d.Pence > budget))
                throw new DomainException(FundErrors.InUse, "A budget stays as high as what was moved away from it or divided of it.");
        }
    }

    private static void RequireAgreed(PutFundRequest request, AgreementVersion agreement)
    {
        if (request.HostOrganisationCode != agreement.HostOrganisationCode)
            throw new DomainException(FundErrors.InUse, "The host stays while an agreement names it.");
        if (agreement.Contributions.Any(c => request.Partners.All(partner => partner.OrganisationCode != c.Partner)))
            throw new DomainException(FundErrors.InUse, "A partner that agreed to pay in stays a partner.");
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
