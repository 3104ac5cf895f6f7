using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Ledger.Agreements;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Settings;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Ledger.Contributions;

/// <summary>What each partner agreed to, what has fallen due, what came, and what is late at the end of a day.</summary>
internal static class SeeSchedule
{
    public static async Task<Ok<ScheduleView>> Handle(
        string code, DateOnly? asOf, Caller caller, Purpose purpose, LedgerDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var fund = await db.FundForAsync(code, caller, cancellationToken);
        var day = asOf ?? LondonTime.DateOf(time.GetUtcNow());
        var versions = await db.AgreedByAsync(code, day, cancellationToken);
        if (versions.Count == 0) throw new DomainException(AgreementErrors.None);

        var receipts = await db.ReceiptsAsync(code, day, cancellationToken);
        var settings = await db.PlaceSettingsAsync(cancellationToken);
        db.RecordAccess(caller, purpose, "contribution-schedule.read", "fund", code);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(ScheduleView.Of(fund, day, versions, receipts, settings, IsOpenTo(caller, fund)));
    }

    // When another partner pays is between it and the host; how much it has paid is everybody's business.
    private static Func<string, bool> IsOpenTo(Caller caller, Fund fund) => partner =>
        caller.OrganisationCode is { } own && caller.Is(Roles.FinanceOfficer, Roles.PoolManager)
        && (own == fund.HostOrganisationCode || own == partner);
}
