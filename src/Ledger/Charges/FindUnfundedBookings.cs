using IntegratedCare.Kernel.Paging;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Ledger.Charges;

/// <summary>The bookings that cost money and for which no programme pays, nearest care first.</summary>
internal static class FindUnfundedBookings
{
    public static async Task<Ok<Page<UnfundedBookingView>>> Handle(
        [AsParameters] PageRequest paging, LedgerDb db, CancellationToken cancellationToken) =>
        TypedResults.Ok(await (
            from charge in db.Charges
            where charge.State == ChargeState.Unfunded
            join service in db.CareServices on charge.ServiceId equals service.Id
            orderby charge.CareOn, charge.BookingId
            select new UnfundedBookingView(charge.BookingId.Value, charge.Reference, service.Id.Value, service.Name,
                service.Category, service.TariffPence, charge.CareOn, charge.Outcome))
            .ToPageAsync(paging, cancellationToken));
}

/// <summary>A booking for which nothing pays yet. <c>Outcome</c> is absent while it stands.</summary>
public sealed record UnfundedBookingView(
    Guid BookingId,
    string Reference,
    Guid ServiceId,
    string? ServiceName,
    string? Category,
    long? TariffPence,
    DateOnly CareOn,
    BookingOutcome? Outcome);
