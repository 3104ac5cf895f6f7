using IntegratedCare.Contracts.Directory;
using MassTransit;

namespace IntegratedCare.Scheduling.CareServices;

internal sealed class WhenServicePublished(SchedulingDb db) : IConsumer<ServicePublished>
{
    public async Task Consume(ConsumeContext<ServicePublished> context)
    {
        var said = context.Message;
        var service = await db.HaveServiceAloneAsync(new(said.ServiceId), context.CancellationToken);
        service.Hear(said.Version, said.Name, said.Bookable, said.TariffPence, said.Status, said.Languages, said.Interpreting);
        await db.SaveChangesAsync(context.CancellationToken);
    }
}
