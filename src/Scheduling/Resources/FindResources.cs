using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Scheduling.Bookings;
using IntegratedCare.Scheduling.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Resources;

/// <summary>The rooms, equipment and mobile units of the caller's teams; who loads or runs the place sees all.</summary>
internal static class FindResources
{
    public static async Task<Ok<Page<ResourceView>>> Handle(
        [FromQuery] Guid? teamId, [AsParameters] PageRequest paging, Caller caller, SchedulingDb db,
        CancellationToken cancellationToken)
    {
        var resources = await db.ResourcesOfAsync(caller, cancellationToken);
        if (teamId is { } team) resources = resources.Where(r => r.TeamIds.Contains(team));
        var page = await resources.OrderBy(r => r.Name).ThenBy(r => r.Id).Include(r => r.Hours).ToPageAsync(paging, cancellationToken);
        return TypedResults.Ok(new Page<ResourceView>([.. page.Items.Select(ResourceView.Of)], page.Number, page.PageSize, page.Total));
    }

    public static async Task<Resource?> ResourceOfAsync(
        this SchedulingDb db, ResourceId id, Caller caller, CancellationToken cancellationToken) =>
        await (await db.ResourcesOfAsync(caller, cancellationToken)).Include(r => r.Hours).SingleOrDefaultAsync(r => r.Id == id, cancellationToken);

    private static async Task<IQueryable<Resource>> ResourcesOfAsync(this SchedulingDb db, Caller caller, CancellationToken cancellationToken)
    {
        if (caller.Role is Roles.Operator or Roles.PlaceLoader) return db.Resources.AsNoTracking();
        var teams = await db.TeamsOf(caller).Select(t => t.Id.Value).ToListAsync(cancellationToken);
        return db.Resources.AsNoTracking().Where(r => r.TeamIds.Any(t => teams.Contains(t)));
    }
}

internal static class GetResource
{
    public static async Task<Ok<ResourceView>> Handle(Guid id, Caller caller, SchedulingDb db, CancellationToken cancellationToken) =>
        TypedResults.Ok(ResourceView.Of(await db.ResourceOfAsync(new(id), caller, cancellationToken)
            ?? throw new DomainException(ResourceErrors.Unknown)));
}
