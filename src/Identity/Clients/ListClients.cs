using IntegratedCare.Kernel.Paging;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity.Clients;

/// <summary>Which programs may sign in, and which of their secrets are in use.</summary>
internal static class ListClients
{
    public static async Task<Ok<Page<ClientView>>> Handle(
        [AsParameters] PageRequest paging, IdentityDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var page = await db.Clients.AsNoTracking().Include(client => client.Secrets).OrderBy(client => client.Id)
            .ToPageAsync(paging, cancellationToken);
        var now = time.GetUtcNow();
        return TypedResults.Ok(new Page<ClientView>(
            [.. page.Items.Select(client => ClientView.Of(client, now))], page.Number, page.PageSize, page.Total));
    }
}
