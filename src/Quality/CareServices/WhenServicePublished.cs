using IntegratedCare.Contracts.Directory;
using MassTransit;

namespace IntegratedCare.Quality.CareServices;

internal sealed class WhenServicePublished(QualityDb db) : IConsumer<ServicePublished>
{
    public async Task Consume(ConsumeContext<ServicePublished> context)
    {
        var heard = context.Message;
        var service = await db.CopyOfAsync(heard.ServiceId, context.CancellationToken);
        service.HearName(heard.Name, heard.Version);
        service.HearStatus(heard.Status, heard.Version);
        await db.SaveChangesAsync(context.CancellationToken);
    }
}
