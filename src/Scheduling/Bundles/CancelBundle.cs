using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Scheduling.Bookings;
using IntegratedCare.Scheduling.Messages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Scheduling.Bundles;

/// <summary>Gives up all steps of a bundle that are open: what is offered to who has cancelled one of them.</summary>
internal static class CancelBundle
{
    public static async Task<Ok<BookingsCancelled>> Handle(
        Guid id, CancelBookingRequest request, Caller caller, Purpose purpose, SchedulingDb db, PersonalDataCipher cipher, PersonMessages messages, TimeProvider time,
        CancellationToken cancellationToken) =>
        TypedResults.Ok(new BookingsCancelled(await db.CancelAsync(
            db.BookingsOf(caller).Where(b => b.Bundle == new BundleId(id)), request.Reason, caller, purpose, cipher, messages, time.GetUtcNow(), cancellationToken)));
}
