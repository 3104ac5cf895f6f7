using IntegratedCare.Contracts.Directory;
using IntegratedCare.Ledger.Charges;
using MassTransit;

namespace IntegratedCare.Ledger.CareServices;

internal sealed class WhenServiceChanged(ChargeBook charges) : IConsumer<ServiceChanged>
{
    public Task Consume(ConsumeContext<ServiceChanged> context)
    {
        var service = context.Message;
        return charges.HearTariffAsync(new(service.ServiceId), service.Version, service.Name, service.Category,
            service.TariffPence, service.ProviderId, service.ProviderName, context.CancellationToken);
    }
}
