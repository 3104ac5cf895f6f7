using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Scheduling.Bookings;
using IntegratedCare.Scheduling.CareServices;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Referrals;

/// <summary>A person's next step of care, asked of a service after a consultation.</summary>
/// <remarks>
/// <c>Kind</c>: a referral unless an advice request, which asks for an answer only. <c>NeighbourhoodCode</c>: whose team is meant; absent: any team that
/// gives the service may take it.
/// </remarks>
public sealed record MakeReferralRequest(
    Guid ServiceId,
    PersonEntry Person,
    ReferralEntry Referral,
    ReferralKind Kind = ReferralKind.Referral,
    [StringLength(50, MinimumLength = 1)] string? NeighbourhoodCode = null,
    [MaxLength(10)] IReadOnlyList<string>? CommunicationNeeds = null,
    NeedsEntry? Needs = null);

/// <summary>Sends a person on to a service, whose teams see it at once.</summary>
internal static class MakeReferral
{
    public static async Task<Created<ReferralStanding>> Handle(
        MakeReferralRequest request, Caller caller, Purpose purpose, SchedulingDb db, PersonalDataCipher cipher, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var today = LondonTime.DateOf(now);
        var person = Person.Of(request.Person, today);
        var referral = Referral.Of(request.Referral, request.CommunicationNeeds, person, today);
        var service = await db.CareServices.AsNoTracking()
            .SingleOrDefaultAsync(s => s.Id == new ServiceId(request.ServiceId) && s.Name != null, cancellationToken)
            ?? throw new DomainException(CareServiceErrors.Unknown);

        // A restriction stops new bookings, not new requests: the team decides what becomes of them. A closed service gets none.
        if (!service.IsOpen) throw new DomainException(ServiceRequestErrors.TakesNone);

        var standard = await db.WaitStandardAsync(referral.Priority, cancellationToken);
        var made = ServiceRequest.Make(new(cipher, ServiceRequestId.New()), request, person, referral, standard, caller, now);
        db.ServiceRequests.Add(made);
        db.Publish(made.ReceivedEvent(now));
        db.RecordAccess(made, caller, purpose, "referral.make");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/api/scheduling/referrals/{made.Id.Value}", await db.StandingOfAsync(made, cancellationToken));
    }
}
