using IntegratedCare.Contracts.Scheduling;
using MassTransit;

namespace IntegratedCare.Ledger.Charges;

internal sealed class WhenPersonDidNotAttend(ChargeBook charges) : IConsumer<PersonDidNotAttend>
{
    public Task Consume(ConsumeContext<PersonDidNotAttend> context)
    {
        var booking = context.Message;
        return charges.HearAsync(
            BookingNews.Of(booking.BookingId, booking.Sequence, booking.Reference, booking.ServiceId, BookingOutcome.DidNotAttend,
                booking.StartsAt, booking.OccurredAt),
            context.CancellationToken);
    }
}
