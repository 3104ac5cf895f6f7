using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Scheduling.Claims;
using IntegratedCare.Scheduling.Holds;
using IntegratedCare.Scheduling.Messages;
using IntegratedCare.Scheduling.Referrals;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Bookings;

/// <summary>Turns several holds into bookings of one person, and cancels several: all of them in the transaction that is open, or none.</summary>
internal static class MakeBookings
{
    public static async Task<IReadOnlyList<BookingView>> BookAsync(
        this SchedulingDb db, IReadOnlyList<Guid> holdIds, MakeBookingRequest asked, BookedTogether together, Caller caller, Purpose purpose,
        PersonalDataCipher cipher, PersonMessages messages, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (holdIds.Distinct().Count() != holdIds.Count) throw new DomainException(HoldErrors.Twice);
        var today = LondonTime.DateOf(now);
        var person = Person.Of(asked.Person, today);
        var referral = Referral.Of(asked.Referral, asked.CommunicationNeeds, person, today);

        var answered = asked.ReferralId is { } request ? await db.LockReferralAsync(request, caller, cancellationToken) : null;
        List<BookingSeal> seals = [.. holdIds.Select(_ => new BookingSeal(cipher, BookingId.New()))];
        var used = await db.UseHoldsAsync([.. holdIds.Zip(seals, (hold, seal) => (new HoldId(hold), seal.Booking))], caller, now, cancellationToken);
        List<(Hold Hold, Booking Booking)> made = [];
        foreach (var (held, seal) in holdIds.Zip(seals, (hold, seal) => (used[new(hold)], seal)).OrderBy(m => m.Item1.Hold.StartsAt).ThenBy(m => m.Item1.Hold.Id.Value))
        {
            held.Service.MustTakeBookings();
            var answers = held.Hold.Service == answered?.Service ? answered.Id : (ServiceRequestId?)null;
            var booking = Booking.Make(seal, held.Hold, person, referral, answers, caller, now, together);
            made.Add((held.Hold, booking));
            db.Bookings.Add(booking);
            db.Publish(booking.Confirmed(held.Names.NeighbourhoodCode, now));
            messages.Queue(booking, MessageKind.Confirmation);
            db.RecordAccess(booking, caller, purpose, "booking.make");
        }

        // It is booked by the first of its service, and by the next where that falls away.
        answered?.BookFor(made.Select(m => m.Booking).FirstOrDefault(b => b.Request == answered.Id)
            ?? throw new DomainException(ServiceRequestErrors.OtherService), caller, now);
        await db.SaveChangesAsync(cancellationToken);
        await db.LockSessionsAsync([.. made.Select(m => m.Hold.Id)], cancellationToken);
        foreach (var (hold, booking) in made.OrderBy(m => m.Hold.Id.Value)) await db.PassPlaceOnAsync(hold, booking.Id, cancellationToken);
        return await db.ViewsOfAsync([.. made.Select(m => m.Booking)], cancellationToken);
    }

    /// <summary>Cancels those of the bookings that are open; whose care it is not, hears that there are none.</summary>
    public static async Task<IReadOnlyList<BookingView>> CancelAsync(
        this SchedulingDb db, IQueryable<Booking> bookings, string reason, Caller caller, Purpose purpose, PersonalDataCipher cipher, PersonMessages messages, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        Guid[] ids = [.. await bookings.AsNoTracking().Select(b => b.Id.Value).ToListAsync(cancellationToken)];
        if (ids.Length == 0) throw new DomainException(BookingErrors.Unknown);
        await db.Database.ExecuteSqlAsync($"SELECT FROM bookings WHERE id = ANY({ids}) ORDER BY id FOR UPDATE", cancellationToken);
        var open = await bookings.Where(b => b.ErasedAt == null && (b.Status == BookingStatus.Confirmed || b.Status == BookingStatus.Arrived))
            .OrderBy(b => b.Id).ToListAsync(cancellationToken);
        foreach (var booking in open) booking.Cancel(reason, new(cipher, booking.Id), caller, now);
        foreach (var booking in open)
        {
            await db.TellReferralAsync(booking, caller, now, cancellationToken);
            db.Publish(booking.Cancelled(now));
            messages.Queue(booking, MessageKind.Cancelled);
            db.RecordAccess(booking, caller, purpose, "booking.cancel");
        }

        foreach (var booking in open) await db.ReleaseAsync(booking.Id, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return await db.ViewsOfAsync([.. open.OrderBy(b => b.StartsAt)], cancellationToken);
    }

    private static async Task<IReadOnlyList<BookingView>> ViewsOfAsync(this SchedulingDb db, List<Booking> bookings, CancellationToken cancellationToken)
    {
        List<BookingView> views = [];
        foreach (var booking in bookings) views.Add(await db.ViewOfAsync(booking, cancellationToken));
        return views;
    }
}
