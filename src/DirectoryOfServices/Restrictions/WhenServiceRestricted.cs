using IntegratedCare.Contracts.Quality;
using IntegratedCare.DirectoryOfServices.CareServices;
using MassTransit;

namespace IntegratedCare.DirectoryOfServices.Restrictions;

/// <summary>The directory shows at once that nobody may be booked into the service.</summary>
internal sealed class WhenServiceRestricted(DirectoryDb db, TimeProvider time) : IConsumer<ServiceRestricted>
{
    public Task Consume(ConsumeContext<ServiceRestricted> context)
    {
        var heard = context.Message;
        return RestrictionBook.EnterAsync(
            db, new(heard.RestrictionId), new ServiceId(heard.ServiceId),
            restriction => restriction.Impose(heard.Level, heard.OccurredAt),
            time.GetUtcNow(), context.CancellationToken);
    }
}
