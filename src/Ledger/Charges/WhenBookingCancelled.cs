using IntegratedCare.Contracts.Scheduling;
using MassTransit;

namespace IntegratedCare.Ledger.Charges;

internal sealed class WhenBookingCancelled(ChargeBook charges) : IConsumer<BookingCancelled>
{
    public Task Consume(ConsumeContext<BookingCancelled> context)
    {
        var booking = context.Message;
        return charges.HearAsync(
            BookingNews.Of(booking.BookingId, booking.Sequence, booking.Reference, booking.ServiceId, BookingOutcome.Cancelled,
                booking.StartsAt, booking.OccurredAt),
            context.CancellationToken);
    }
}
