using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Scheduling.Bookings;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Referrals;

/// <summary>Which referrals exist for a caller: those of the organisation that made them, and those that a team of the caller may take or has taken.</summary>
/// <remarks>
/// Until a team has taken a referral it is before every team that gives the service and serves the neighbourhood it names; afterwards it is that team's.
/// The teams of a caller are those of <see cref="CareRelationship.TeamsOf"/>. To everybody else there is no such referral.
/// </remarks>
internal static class ReferralRelationship
{
    public static IQueryable<ServiceRequest> ReferralsOf(this SchedulingDb db, Caller caller)
    {
        var own = db.ServiceRequests.Where(r => r.ReferredByOrganisation == null
            ? r.ReferredBySubject == caller.Subject : r.ReferredByOrganisation == caller.OrganisationCode).Select(r => r.Id);
        var teams = db.ReferralsBeforeTeamsOf(caller).Select(r => r.Id);
        return db.ServiceRequests.Where(r => own.Contains(r.Id) || teams.Contains(r.Id));
    }

    public static IQueryable<ServiceRequest> ReferralsBeforeTeamsOf(this SchedulingDb db, Caller caller)
    {
        var teams = db.TeamsOf(caller);
        return db.ServiceRequests.Where(r => teams.Any(t => r.Team == null
            ? t.Offers.Any(o => o.Service == r.Service) && (r.NeighbourhoodCode == null || t.NeighbourhoodCodes.Contains(r.NeighbourhoodCode))
            : t.Id == r.Team));
    }

    public static bool IsMadeBy(this ServiceRequest request, Caller caller) => request.ReferredByOrganisation is { } organisation
        ? organisation == caller.OrganisationCode : request.ReferredBySubject == caller.Subject;

    /// <summary>Keeps that the caller came to the referral, whose it is, and by which relationship they might.</summary>
    public static void RecordAccess(this SchedulingDb db, ServiceRequest request, Caller caller, Purpose purpose, string action) =>
        db.RecordAccess(caller, purpose, action, "referral", $"{request.Id.Value}", request.PersonKey,
            request.ReferredBySubject == caller.Subject ? AccessBasis.Own : request.IsMadeBy(caller) ? AccessBasis.Organisation : AccessBasis.Team);

    /// <summary>The referral, locked until the transaction ends, so that two changes of it follow each other.</summary>
    public static async Task<ServiceRequest> LockReferralAsync(
        this SchedulingDb db, Guid id, Caller caller, CancellationToken cancellationToken)
    {
        await db.Database.ExecuteSqlAsync($"SELECT FROM service_requests WHERE id = {id} FOR UPDATE", cancellationToken);
        return await db.ReferralsOf(caller).SingleOrDefaultAsync(r => r.Id == new ServiceRequestId(id), cancellationToken)
            ?? throw new DomainException(ServiceRequestErrors.Unknown);
    }

    /// <summary>As <see cref="LockReferralAsync"/>, for those before whose team it is.</summary>
    public static async Task<ServiceRequest> LockReferralForTriageAsync(
        this SchedulingDb db, Guid id, Caller caller, CancellationToken cancellationToken)
    {
        var request = await db.LockReferralAsync(id, caller, cancellationToken);
        return await db.ReferralsBeforeTeamsOf(caller).AnyAsync(r => r.Id == request.Id, cancellationToken)
            ? request
            : throw new DomainException(ServiceRequestErrors.NotYourTeam);
    }

    /// <summary>What holds for a priority: the place's own word, else what is usual.</summary>
    public static async Task<WaitStandard> WaitStandardAsync(
        this SchedulingDb db, Priority priority, CancellationToken cancellationToken) =>
        await db.WaitStandards.AsNoTracking().SingleOrDefaultAsync(s => s.Priority == priority, cancellationToken)
        ?? WaitStandard.DefaultOf(priority);
}
