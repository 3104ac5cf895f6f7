using IntegratedCare.Contracts.Scheduling;
using MassTransit;

namespace IntegratedCare.Ledger.Charges;

/// <summary>The commitment stays as it is; a booking that was not heard of before is taken as confirmed.</summary>
internal sealed class WhenBookingRescheduled(ChargeBook charges) : IConsumer<BookingRescheduled>
{
    public Task Consume(ConsumeContext<BookingRescheduled> context)
    {
        var booking = context.Message;
        return charges.HearAsync(
            BookingNews.Of(booking.BookingId, booking.Sequence, booking.Reference, booking.ServiceId, outcome: null,
                booking.StartsAt, booking.OccurredAt, booking.NeighbourhoodCode),
            context.CancellationToken);
    }
}
