using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Scheduling.Bookings;
using IntegratedCare.Scheduling.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Referrals;

public sealed record AcceptReferralRequest(Guid TeamId);

/// <summary>A team takes a referral on, or takes it over from another team of the caller's.</summary>
internal static class AcceptReferral
{
    public static async Task<Ok<ReferralStanding>> Handle(
        Guid id, AcceptReferralRequest asked, Caller caller, Purpose purpose, SchedulingDb db, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var request = await db.LockReferralForTriageAsync(id, caller, cancellationToken);
        var team = new TeamId(asked.TeamId);
        if (!await db.TeamsOf(caller).AnyAsync(t => t.Id == team && t.Offers.Any(o => o.Service == request.Service), cancellationToken))
            throw new DomainException(ServiceRequestErrors.TeamUnfit);

        request.Accept(team, await db.WaitStandardAsync(request.Priority, cancellationToken), caller, time.GetUtcNow());
        db.RecordAccess(request, caller, purpose, "referral.accept");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(await db.StandingOfAsync(request, cancellationToken));
    }
}
