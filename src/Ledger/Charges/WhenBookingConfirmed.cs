using IntegratedCare.Contracts.Scheduling;
using MassTransit;

namespace IntegratedCare.Ledger.Charges;

internal sealed class WhenBookingConfirmed(ChargeBook charges) : IConsumer<BookingConfirmed>
{
    public Task Consume(ConsumeContext<BookingConfirmed> context)
    {
        var booking = context.Message;
        return charges.HearAsync(
            BookingNews.Of(booking.BookingId, booking.Sequence, booking.Reference, booking.ServiceId, outcome: null,
                booking.StartsAt, booking.OccurredAt, booking.NeighbourhoodCode),
            context.CancellationToken);
    }
}
