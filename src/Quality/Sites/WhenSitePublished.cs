using IntegratedCare.Contracts.Directory;
using MassTransit;

namespace IntegratedCare.Quality.Sites;

internal sealed class WhenSitePublished(QualityDb db) : IConsumer<SitePublished>
{
    public async Task Consume(ConsumeContext<SitePublished> context)
    {
        var heard = context.Message;
        var id = SiteId.From(heard.SiteId);
        var site = await db.Sites.FindAsync([id], context.CancellationToken) ?? db.Sites.Add(new() { Id = id }).Entity;
        site.Hear(heard.NeighbourhoodCode, heard.Version);
        await db.SaveChangesAsync(context.CancellationToken);
    }
}
