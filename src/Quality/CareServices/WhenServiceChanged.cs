using IntegratedCare.Contracts.Directory;
using MassTransit;

namespace IntegratedCare.Quality.CareServices;

internal sealed class WhenServiceChanged(QualityDb db) : IConsumer<ServiceChanged>
{
    public async Task Consume(ConsumeContext<ServiceChanged> context)
    {
        var heard = context.Message;
        var service = await db.CopyOfAsync(heard.ServiceId, context.CancellationToken);
        service.HearName(heard.Name, heard.Version);
        service.HearStatus(heard.Status, heard.Version);
        await db.SaveChangesAsync(context.CancellationToken);
    }
}
