using System.Globalization;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Funds;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.BetterCare;

internal static class SeeBetterCarePlan
{
    public static async Task<Ok<BetterCarePlanView>> Handle(
        string code, Caller caller, Purpose purpose, HttpResponse response, LedgerDb db, CancellationToken cancellationToken)
    {
        await db.FundForAsync(code, caller, cancellationToken);
        var plan = await db.LastPlanAsync(code, cancellationToken) ?? throw new DomainException(BetterCareErrors.Unknown);
        db.RecordAccess(caller, purpose, "better-care-plan.read", "better-care-plan",
            string.Create(CultureInfo.InvariantCulture, $"{code}/{plan.Version}"));
        await db.SaveChangesAsync(cancellationToken);
        response.Headers.ETag = plan.Tag;
        return TypedResults.Ok(BetterCarePlanView.Of(plan));
    }

    /// <summary>The fund's present plan; null: it has none.</summary>
    public static Task<BetterCarePlan?> LastPlanAsync(this LedgerDb db, string code, CancellationToken cancellationToken) =>
        db.BetterCarePlans.AsNoTracking().Where(plan => plan.FundCode == code).OrderByDescending(plan => plan.Version)
            .FirstOrDefaultAsync(cancellationToken);
}

/// <summary>The plan as it holds now.</summary>
public sealed record BetterCarePlanView(string FundCode, int Version, DateTimeOffset PutAt, BetterCareTerms Terms)
{
    internal static BetterCarePlanView Of(BetterCarePlan plan) => new(plan.FundCode, plan.Version, plan.PutAt, plan.Terms);
}
