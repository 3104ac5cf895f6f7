using IntegratedCare.Contracts.Scheduling;
using MassTransit;

namespace IntegratedCare.DirectoryOfServices.Availability;

/// <summary>The directory shows when the service can next be had.</summary>
internal sealed class WhenNextSlotChanged(DirectoryDb db) : IConsumer<NextSlotChanged>
{
    public Task Consume(ConsumeContext<NextSlotChanged> context)
    {
        var said = context.Message;
        return AvailabilityBook.EnterAsync(
            db, new(said.ServiceId),
            availability => availability.Hear(
                said.Version, [.. said.Neighbourhoods.Select(n => new NextStart(n.NeighbourhoodCode, n.StartsAt))], said.Exhausted, said.OccurredAt),
            context.CancellationToken);
    }
}
