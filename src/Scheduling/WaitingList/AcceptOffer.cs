using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Scheduling.Bookings;
using IntegratedCare.Scheduling.Holds;
using IntegratedCare.Scheduling.Messages;
using IntegratedCare.Scheduling.Referrals;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.WaitingList;

/// <summary>The person takes the time: it is booked for their referral.</summary>
internal static class AcceptOffer
{
    public static async Task<Ok<BookingView>> Handle(
        Guid id, Guid offerId, Caller caller, Purpose purpose, SchedulingDb db, PersonalDataCipher cipher, PersonMessages messages,
        TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var request = await db.LockReferralAsync(id, caller, cancellationToken);
        var offer = await db.OfferOfAsync(request, offerId, cancellationToken);
        var seal = new BookingSeal(cipher, BookingId.New());
        offer.Accept(seal.Booking, caller, now);

        var used = await db.UseHoldAsync(offer.Hold, seal.Booking, OfferWorker.Itself, now, cancellationToken);
        used.Service.MustTakeBookings();

        var (person, referral) = request.Open(new(cipher, request.Id));
        var booking = Booking.Make(seal, used.Hold, person, referral, request.Id, caller, now);
        request.BookFor(booking, caller, now);
        db.Bookings.Add(booking);
        messages.Queue(booking, MessageKind.Confirmation);
        db.Publish(booking.Confirmed(used.Names.NeighbourhoodCode, now));
        db.RecordAccess(booking, caller, purpose, "booking.make");
        db.RecordAccess(request, caller, purpose, "offer.accept");
        await db.SaveChangesAsync(cancellationToken);
        await db.PassPlaceOnAsync(used.Hold, booking.Id, cancellationToken);
        return TypedResults.Ok(used.Names.ViewOf(booking));
    }

    /// <summary>The offer, whose referral is locked: offers are changed under that lock only.</summary>
    public static async Task<TimeOffer> OfferOfAsync(
        this SchedulingDb db, ServiceRequest request, Guid offer, CancellationToken cancellationToken) =>
        await db.TimeOffers.SingleOrDefaultAsync(o => o.Id == new TimeOfferId(offer) && o.Request == request.Id, cancellationToken)
        ?? throw new DomainException(OfferErrors.Unknown);
}
