using IntegratedCare.Contracts.Quality;
using IntegratedCare.DirectoryOfServices.CareServices;
using MassTransit;

namespace IntegratedCare.DirectoryOfServices.Restrictions;

/// <summary>The directory shows the service as open again once no restriction of it stands.</summary>
internal sealed class WhenRestrictionLifted(DirectoryDb db, TimeProvider time) : IConsumer<RestrictionLifted>
{
    public Task Consume(ConsumeContext<RestrictionLifted> context)
    {
        var heard = context.Message;
        return RestrictionBook.EnterAsync(
            db, new(heard.RestrictionId), new ServiceId(heard.ServiceId),
            restriction => restriction.Lift(heard.OccurredAt),
            time.GetUtcNow(), context.CancellationToken);
    }
}
