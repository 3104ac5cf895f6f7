using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Scheduling.Bookings;
using IntegratedCare.Scheduling.CareServices;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Referrals;

/// <summary>How a referral stands, without the person.</summary>
/// <remarks>
/// <c>ActBy</c>: when somebody must have acted on it, absent where nothing is asked of anybody. <c>DueBy</c>: when the wait that its priority allows is
/// over. <c>IsLost</c>: nobody acted in time and nobody has since. <c>IsBreached</c>: the person waited longer than the standard allows.
/// </remarks>
public sealed record ReferralStanding(
    Guid Id, string Reference, ReferralKind Kind, ReferralStage Stage, Priority Priority, Named Service, Named? Team, Guid? BookingId,
    DateTimeOffset ReceivedAt, DateTimeOffset? ActBy, DateTimeOffset DueBy, bool IsLost, bool IsBreached, DateTimeOffset? ClosedAt, bool OutcomeSeen);

/// <summary>A referral with the person, for those who have to do with it. Each one given out is in the access audit.</summary>
public sealed record ReferralDetail(
    ReferralStanding Standing, PersonView Person, DateOnly ConsultedOn, string Reason, IReadOnlyList<string> CommunicationNeeds, NeedsEntry Needs,
    IReadOnlyList<NeedMatch> NeedsMet, string? Advice, string? WithdrawalReason)
{
    internal static ReferralDetail Of(
        ServiceRequest request, ReferralStanding standing, CareService? service, PersonalDataCipher cipher)
    {
        var seal = new RequestSeal(cipher, request.Id);
        var (person, needs) = (request.OpenPerson(seal), request.Texts!.OpenNeeds(seal));
        return new(standing, PersonView.Of(person), request.ConsultedOn, request.Texts.OpenReason(seal),
            request.Texts.OpenCommunicationNeeds(seal), needs,
            NeedMatching.Of(needs, service, site: null, delivery: null), request.Texts.OpenAdvice(seal),
            request.Texts.OpenWithdrawalReason(seal));
    }
}

/// <summary>Gives referrals the names that people know their parts by.</summary>
internal static class ReferralNames
{
    public static async Task<ReferralStanding> StandingOfAsync(
        this SchedulingDb db, ServiceRequest request, CancellationToken cancellationToken)
    {
        var service = await db.CareServices.Where(s => s.Id == request.Service).Select(s => s.Name).SingleOrDefaultAsync(cancellationToken);
        var team = request.Team is null ? null
            : await db.Teams.Where(t => t.Id == request.Team).Select(t => t.Name).SingleOrDefaultAsync(cancellationToken);
        return request.Standing(service, team);
    }

    public static ReferralStanding Standing(this ServiceRequest r, string? service, string? team) => new(
        r.Id.Value, r.Reference, r.Kind, r.Stage, r.Priority, new(r.Service.Value, service ?? BookingNames.NotNamedYet),
        r.Team is { } id ? new(id.Value, team ?? BookingNames.NotNamedYet) : null, r.Booking?.Value,
        LondonTime.ToLondon(r.ReceivedAt), r.ActBy is { } act ? LondonTime.ToLondon(act) : null, LondonTime.ToLondon(r.DueBy),
        r.IsLost, r.BreachedAt is not null, r.ClosedAt is { } closed ? LondonTime.ToLondon(closed) : null, r.OutcomeSeenAt is not null);
}
