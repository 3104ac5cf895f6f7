using IntegratedCare.Contracts.Directory;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Sites;

/// <summary>Keeps our copy of a site's name; whatever order the events come in, the highest version stands.</summary>
internal sealed class WhenSitePublished(SchedulingDb db) : IConsumer<SitePublished>
{
    public async Task Consume(ConsumeContext<SitePublished> context)
    {
        var said = context.Message;
        await db.Database.ExecuteSqlAsync(
            $"""
             INSERT INTO sites (id, name, version) VALUES ({said.SiteId}, {said.Name}, {said.Version})
             ON CONFLICT (id) DO UPDATE SET name = excluded.name, version = excluded.version
             WHERE sites.version < excluded.version
             """, context.CancellationToken);
    }
}
