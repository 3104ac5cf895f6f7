using IntegratedCare.Contracts.Quality;
using MassTransit;

namespace IntegratedCare.Scheduling.Restrictions;

/// <summary>The service can be booked again, unless another restriction stands.</summary>
internal sealed class WhenRestrictionLifted(SchedulingDb db) : IConsumer<RestrictionLifted>
{
    public async Task Consume(ConsumeContext<RestrictionLifted> context)
    {
        var said = context.Message;
        var restrictions = await ServiceRestrictions.OfAsync(db, new(said.ServiceId), context.CancellationToken);
        restrictions.Lift(db, new(said.RestrictionId), said.OccurredAt);
        await db.SaveChangesAsync(context.CancellationToken);
    }
}
