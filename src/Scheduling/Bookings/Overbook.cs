using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Scheduling.CareServices;
using IntegratedCare.Scheduling.Claims;
using IntegratedCare.Scheduling.Holds;
using IntegratedCare.Scheduling.Messages;
using IntegratedCare.Scheduling.Settings;
using IntegratedCare.Scheduling.Slots;
using IntegratedCare.Scheduling.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Bookings;

/// <summary>Who must be seen at a time that somebody already has, by whom, and why it cannot wait.</summary>
public sealed record OverbookRequest(
    Guid TeamId, Guid MemberId, Guid ServiceId, DateTimeOffset Start, [Required, StringLength(1000)] string OverbookingReason,
    PersonEntry Person, ReferralEntry Referral, [MaxLength(10)] IReadOnlyList<string>? CommunicationNeeds = null);

/// <summary>Books a person on top of a time that is taken. Never more than one, and no more a day than the place allows.</summary>
internal static class Overbook
{
    public static async Task<Created<BookingView>> Handle(
        OverbookRequest request, Caller caller, Purpose purpose, SchedulingDb db, RotaBook rotas, PersonalDataCipher cipher, PersonMessages messages, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var (now, start) = (time.GetUtcNow(), request.Start.ToUniversalTime());
        var today = LondonTime.DateOf(now);
        var person = Person.Of(request.Person, today);
        var referral = Referral.Of(request.Referral, request.CommunicationNeeds, person, today);
        if (!await db.TeamsOf(caller).AnyAsync(t => t.Id == new TeamId(request.TeamId), cancellationToken)) throw new DomainException(TeamErrors.Unknown);
        var settings = await db.Settings.AsNoTracking().SingleOrDefaultAsync(cancellationToken) ?? PlaceSettings.Default;
        if (start <= now) throw new DomainException(SlotErrors.InThePast);
        if (start > settings.LastStart(now)) throw new DomainException(SlotErrors.TooFarAhead);
        var rota = await rotas.ShareAsync(db, new(request.ServiceId), cancellationToken);
        var slot = rota.SlotAt(new(new(request.TeamId), new(request.MemberId), new(request.ServiceId), start)) ?? throw new DomainException(SlotErrors.Unknown);
        if (slot.Appointment.IsGroup || !slot.Appointment.TakesOneResource) throw new DomainException(OverbookingErrors.TakesMore);
        var service = await db.ShareServiceAsync(slot.Service, cancellationToken) ?? throw new DomainException(CareServiceErrors.Unknown);
        service.MustTakeBookings();
        await db.MustHaveRoomOnTopAsync(slot, settings, now, cancellationToken);

        var seal = new BookingSeal(cipher, BookingId.New());
        var hold = Hold.Of(slot, caller, settings.HoldEnds(now), usedFor: seal.Booking);
        var booking = Booking.Make(seal, hold, person, referral, request: null, caller, now, overbookingReason: request.OverbookingReason);
        db.Holds.Add(hold);
        db.Bookings.Add(booking);
        db.Publish(booking.Confirmed(slot.Line.Team.OnlyNeighbourhood, now));
        messages.Queue(booking, MessageKind.Confirmation);
        db.RecordAccess(booking, caller, purpose, "booking.overbook");
        await db.SaveChangesAsync(cancellationToken);
        if (!await db.TryClaimAsync(Claimant.Of(booking.Id, onTop: true), [slot.Member.Resource], slot.Span, now, cancellationToken))
            throw new DomainException(OverbookingErrors.OnTopAlready);
        return TypedResults.Created($"/api/scheduling/bookings/{booking.Id.Value}", await db.ViewOfAsync(booking, cancellationToken));
    }

    // Under the member's own lock, so that two at once cannot both be the last that the day has room for.
    private static async Task MustHaveRoomOnTopAsync(
        this SchedulingDb db, Slot slot, PlaceSettings settings, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.LockResourcesAsync([slot.Member.Resource], cancellationToken);
        var taken = await db.TakenWithinAsync([slot.Member.Resource], [], slot.Span, now, cancellationToken);
        if (!taken.Overlaps(slot.Member.Resource, slot.Span)) throw new DomainException(OverbookingErrors.TimeFree);
        var day = LondonTime.DateOf(slot.Time.Start);
        var (from, to) = (LondonTime.StartOf(day), LondonTime.StartOf(day.AddDays(1)));
        var onTop = await db.Bookings.CountAsync(
            b => b.Member == slot.Member && b.StartsAt >= from && b.StartsAt < to && b.IsOverbooked && b.Status != BookingStatus.Cancelled, cancellationToken);
        if (onTop >= settings.OverbookingsPerDay) throw new DomainException(OverbookingErrors.TooMany);
    }
}
