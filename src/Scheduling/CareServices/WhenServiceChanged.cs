using IntegratedCare.Contracts.Directory;
using MassTransit;

namespace IntegratedCare.Scheduling.CareServices;

internal sealed class WhenServiceChanged(SchedulingDb db) : IConsumer<ServiceChanged>
{
    public async Task Consume(ConsumeContext<ServiceChanged> context)
    {
        var said = context.Message;
        var service = await db.HaveServiceAloneAsync(new(said.ServiceId), context.CancellationToken);
        service.Hear(said.Version, said.Name, said.Bookable, said.TariffPence, said.Status, said.Languages, said.Interpreting);
        await db.SaveChangesAsync(context.CancellationToken);
    }
}
