using IntegratedCare.Contracts.Directory;
using MassTransit;

namespace IntegratedCare.Quality.CareServices;

internal sealed class WhenServiceStatusChanged(QualityDb db) : IConsumer<ServiceStatusChanged>
{
    public async Task Consume(ConsumeContext<ServiceStatusChanged> context)
    {
        var heard = context.Message;
        var service = await db.CopyOfAsync(heard.ServiceId, context.CancellationToken);
        service.HearStatus(heard.Status, heard.Version);
        await db.SaveChangesAsync(context.CancellationToken);
    }
}
