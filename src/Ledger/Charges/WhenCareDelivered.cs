using IntegratedCare.Contracts.Scheduling;
using MassTransit;

namespace IntegratedCare.Ledger.Charges;

internal sealed class WhenCareDelivered(ChargeBook charges) : IConsumer<CareDelivered>
{
    public Task Consume(ConsumeContext<CareDelivered> context)
    {
        var booking = context.Message;
        return charges.HearAsync(
            BookingNews.Of(booking.BookingId, booking.Sequence, booking.Reference, booking.ServiceId, BookingOutcome.CareDelivered,
                booking.StartsAt, booking.OccurredAt),
            context.CancellationToken);
    }
}
