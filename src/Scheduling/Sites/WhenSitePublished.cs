using IntegratedCare.Contracts.Directory;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Sites;

/// <summary>Keeps our copy of a site's name and address; whatever order the events come in, the highest version stands.</summary>
internal sealed class WhenSitePublished(SchedulingDb db) : IConsumer<SitePublished>
{
    public async Task Consume(ConsumeContext<SitePublished> context)
    {
        var said = context.Message;
        await db.Database.ExecuteSqlAsync(
            $"""
             INSERT INTO sites (id, name, address, postcode, version)
             VALUES ({said.SiteId}, {said.Name}, {said.SiteAddress}, {said.SitePostcode}, {said.Version})
             ON CONFLICT (id) DO UPDATE
             SET name = excluded.name, address = excluded.address, postcode = excluded.postcode, version = excluded.version
             WHERE sites.version < excluded.version
             """, context.CancellationToken);
    }
}
