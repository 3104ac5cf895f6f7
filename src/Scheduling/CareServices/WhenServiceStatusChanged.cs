using IntegratedCare.Contracts.Directory;
using MassTransit;

namespace IntegratedCare.Scheduling.CareServices;

internal sealed class WhenServiceStatusChanged(SchedulingDb db) : IConsumer<ServiceStatusChanged>
{
    public async Task Consume(ConsumeContext<ServiceStatusChanged> context)
    {
        var said = context.Message;
        var service = await db.HaveServiceAloneAsync(new(said.ServiceId), context.CancellationToken);
        service.HearStatus(said.Version, said.Status);
        await db.SaveChangesAsync(context.CancellationToken);
    }
}
