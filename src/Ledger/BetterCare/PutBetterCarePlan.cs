using System.Globalization;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Database;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Funds;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.BetterCare;

/// <summary>The pooled fund manager says how the fund's money stands in the Better Care Fund. After the first time <c>If-Match</c> names what is changed.</summary>
internal static class PutBetterCarePlan
{
    public static async Task<Results<Created<BetterCarePlanView>, Ok<BetterCarePlanView>>> Handle(
        string code, BetterCareTerms request, [FromHeader(Name = "If-Match")] string? ifMatch, Caller caller, Purpose purpose, HttpResponse response,
        LedgerDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var fund = await db.HostedFundAsync(code, caller, cancellationToken);
        var last = await db.LastPlanAsync(code, cancellationToken);
        if (last is not null && ifMatch is null) throw new DomainException(RequestErrors.IfMatchMissing);
        if (ifMatch is not null && ifMatch != last?.Tag) throw new DomainException(RequestErrors.Stale);

        var plan = BetterCarePlan.Put(fund, (last?.Version ?? 0) + 1, request, caller, time.GetUtcNow());
        db.BetterCarePlans.Add(plan);
        db.RecordAccess(caller, purpose, "better-care-plan.put", "better-care-plan",
            string.Create(CultureInfo.InvariantCulture, $"{code}/{plan.Version}"));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (e.IsDuplicate(BetterCareMapping.Key))
        {
            throw new DomainException(RequestErrors.Stale);
        }

        response.Headers.ETag = plan.Tag;
        var view = BetterCarePlanView.Of(plan);
        return last is null ? TypedResults.Created($"/api/ledger/funds/{code}/better-care-plan", view) : TypedResults.Ok(view);
    }
}
