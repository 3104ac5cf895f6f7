using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Scheduling.Bookings;
using IntegratedCare.Scheduling.Messages;
using IntegratedCare.Scheduling.Referrals;
using IntegratedCare.Scheduling.Rounds;
using IntegratedCare.Scheduling.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.People;

/// <summary>Whose right of access is answered (UK GDPR article 15).</summary>
public sealed record ReportAccessRequest([Required, StringLength(20)] string NhsNumber);

/// <summary>All that Scheduling holds about a person.</summary>
public sealed record AccessReport(
    string PersonKey, DateTimeOffset MadeAt, IReadOnlyList<HeldBooking> Bookings, IReadOnlyList<HeldReferral> Referrals,
    IReadOnlyList<HeldEmergency> Emergencies, IReadOnlyList<HeldRound> Rounds);

/// <summary>A booking as it is held, with its whole history.</summary>
public sealed record HeldBooking(
    Guid Id, string Reference, BookingStatus Status, DateTimeOffset Start, DateTimeOffset End, string? Service, string? Team, Delivery Delivery,
    PersonView Person, ReferralView Referral, IReadOnlyList<string> CommunicationNeeds, string? CancellationReason, string BookedBy,
    IReadOnlyList<HeldChange> History, IReadOnlyList<MessageView> Messages, string? OverbookingReason = null);

/// <summary>A step of a booking's history.</summary>
public sealed record HeldChange(BookingChangeKind Kind, DateTimeOffset At, string ByRole, string? ByOrganisation);

/// <summary>A referral as it is held, with its whole history.</summary>
public sealed record HeldReferral(ReferralDetail Referral, string ReferredBy, IReadOnlyList<ReferralChangeView> History);

/// <summary>That a booking of the person's is a visit of a round, and whether it is still kept where that visit was.</summary>
public sealed record HeldRound(Guid RoundId, DateOnly Date, Guid BookingId, bool PlaceIsKept);

/// <summary>That somebody read the person's bookings in an emergency.</summary>
public sealed record HeldEmergency(DateTimeOffset OpenedAt, string Role, string? OrganisationCode, BreakGlass.EmergencyCategory Category);

/// <summary>Everything held about one person, for the privacy officer to hand to them.</summary>
internal static class ReportAccess
{
    private const int BookingsMax = 1_000;

    public static async Task<Ok<AccessReport>> Handle(
        ReportAccessRequest request, Caller caller, Purpose purpose, SchedulingDb db, PersonalDataCipher cipher, TimeProvider time,
        CancellationToken cancellationToken)
    {
        if (!NhsNumber.TryParse(request.NhsNumber, out var number)) throw new DomainException(PersonErrors.NhsNumberInvalid);
        var person = cipher.KeyOf(number).Value;
        var found = await db.Bookings.AsNoTracking().Where(b => b.PersonKey == person).OrderBy(b => b.StartsAt).ThenBy(b => b.Id).Take(BookingsMax)
            .Select(b => new
            {
                Booking = b,
                Service = db.CareServices.Where(s => s.Id == b.Service).Select(s => s.Name).FirstOrDefault(),
                Team = db.Teams.Where(t => t.Id == b.Team).Select(t => t.Name).FirstOrDefault(),
                Changes = b.History.OrderBy(c => c.Sequence).ToList(),
                Messages = db.Messages.Where(m => m.Booking == b.Id).OrderBy(m => m.Id).ToList(),
            })
            .AsSplitQuery().ToListAsync(cancellationToken);
        var emergencies = await db.BreakGlassGrants.AsNoTracking().Where(g => g.PersonKey == person).OrderBy(g => g.OpenedAt).Take(BookingsMax)
            .Select(g => new HeldEmergency(g.OpenedAt, g.Role, g.OrganisationCode, g.Category)).ToListAsync(cancellationToken);

        var referrals = await db.ServiceRequests.AsNoTracking().Where(r => r.PersonKey == person).OrderBy(r => r.ReceivedAt).Take(BookingsMax)
            .Select(r => new
            {
                Request = r,
                Service = db.CareServices.Where(s => s.Id == r.Service).Select(s => s.Name).FirstOrDefault(),
                Team = db.Teams.Where(t => t.Id == r.Team).Select(t => t.Name).FirstOrDefault(),
                Changes = r.History.OrderBy(c => c.Sequence).ToList(),
            })
            .AsSplitQuery().ToListAsync(cancellationToken);

        // That somebody is not known here is told, and accounted for, like everything else.
        db.RecordAccess(caller, purpose, "person.access-report", "person", person, person);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new AccessReport(person, LondonTime.ToLondon(time.GetUtcNow()),
            [.. found.Select(f => Held(f.Booking, f.Service, f.Team, f.Changes, f.Messages, new(cipher, f.Booking.Id)))],
            [.. referrals.Select(r => new HeldReferral(
                ReferralDetail.Of(r.Request, r.Request.Standing(r.Service, r.Team), service: null, cipher), r.Request.ReferredBySubject,
                [.. r.Changes.Select(c => c.View())]))],
            emergencies, await db.RoundsHoldingAsync([.. found.Select(f => f.Booking.Id.Value)], cancellationToken)));
    }

    private static HeldBooking Held(
        Booking booking, string? service, string? team, IReadOnlyList<BookingChange> changes, IReadOnlyList<Message> messages, BookingSeal seal) => new(
        booking.Id.Value, booking.Reference, booking.Status, LondonTime.ToLondon(booking.StartsAt), LondonTime.ToLondon(booking.EndsAt),
        service, team, booking.Delivery, PersonView.Of(booking.OpenPerson(seal)),
        new(booking.ConsultedOn, booking.OpenReason(seal), booking.Priority), booking.OpenNeeds(seal), booking.OpenCancellationReason(seal),
        booking.BookedBySubject,
        [.. changes.Select(c => new HeldChange(c.Kind, LondonTime.ToLondon(c.At), c.ByRole, c.ByOrganisation))],
        [.. messages.Select(MessageView.Of)], booking.OpenOverbookingReason(seal));
}
