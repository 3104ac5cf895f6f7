using IntegratedCare.Contracts.Scheduling;
using MassTransit;

namespace IntegratedCare.DirectoryOfServices.Availability;

/// <summary>The directory shows that the service is booked up, also where this is heard before the event that says the whole.</summary>
internal sealed class WhenSlotsExhausted(DirectoryDb db) : IConsumer<SlotsExhausted>
{
    public Task Consume(ConsumeContext<SlotsExhausted> context)
    {
        var said = context.Message;
        return AvailabilityBook.EnterAsync(
            db, new(said.ServiceId),
            availability => availability.Hear(said.Version, [], exhausted: true, said.OccurredAt),
            context.CancellationToken);
    }
}
