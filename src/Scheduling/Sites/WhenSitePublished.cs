using IntegratedCare.Contracts.Directory;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Sites;

/// <summary>Keeps our copy of a site's name, address and accessibility; whatever order the events come in, the highest version stands.</summary>
internal sealed class WhenSitePublished(SchedulingDb db) : IConsumer<SitePublished>
{
    public async Task Consume(ConsumeContext<SitePublished> context)
    {
        var said = context.Message;
        var accessibility = said.Accessibility?.ToArray();
        await db.Database.ExecuteSqlAsync(
            $"""
             INSERT INTO sites (id, name, address, postcode, accessibility, version)
             VALUES ({said.SiteId}, {said.Name}, {said.SiteAddress}, {said.SitePostcode}, {accessibility}, {said.Version})
             ON CONFLICT (id) DO UPDATE
             SET name = excluded.name, address = excluded.address, postcode = excluded.postcode,
                 accessibility = excluded.accessibility, version = excluded.version
             WHERE sites.version < excluded.version
             """, context.CancellationToken);
    }
}
