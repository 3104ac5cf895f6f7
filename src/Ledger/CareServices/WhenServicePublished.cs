using IntegratedCare.Contracts.Directory;
using IntegratedCare.Ledger.Charges;
using MassTransit;

namespace IntegratedCare.Ledger.CareServices;

internal sealed class WhenServicePublished(ChargeBook charges) : IConsumer<ServicePublished>
{
    public Task Consume(ConsumeContext<ServicePublished> context)
    {
        var service = context.Message;
        return charges.HearTariffAsync(new(service.ServiceId), service.Version, service.Name, service.Category,
            service.TariffPence, service.ProviderId, service.ProviderName, context.CancellationToken);
    }
}
