using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Scheduling.Claims;
using IntegratedCare.Scheduling.Hours;
using IntegratedCare.Scheduling.Settings;
using IntegratedCare.Scheduling.Slots;
using IntegratedCare.Scheduling.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Resources;

/// <summary>A resource that teams share. No site: it goes where it is needed. No hours: it can always be used.</summary>
public sealed record PutResourceRequest(
    ResourceKind Kind,
    [Required, StringLength(200)] string Name,
    [MinLength(1), MaxLength(200)] IReadOnlyList<Guid> TeamIds,
    [StringLength(50)] string? Code = null,
    Guid? SiteId = null,
    [MaxLength(100)] IReadOnlyList<HoursEntry>? Hours = null,
    bool? IsInUse = null);

public sealed record ResourcePut(Guid Id, PutOutcome Outcome);

/// <summary>Loads a whole resource; sending the same again changes nothing.</summary>
internal static class PutResource
{
    public static async Task<Results<Ok<ResourcePut>, Created<ResourcePut>>> Handle(
        Guid id, PutResourceRequest request, Caller caller, Purpose purpose, SchedulingDb db, CancellationToken cancellationToken)
    {
        await db.HaveRotaAloneAsync(cancellationToken);
        if (await db.Teams.AnyAsync(t => t.Members.Any(m => m.Id == new MemberId(id)), cancellationToken))
            throw new DomainException(ResourceErrors.IsMember);
        List<TeamId> teams = [.. request.TeamIds.Distinct().Select(t => new TeamId(t))];
        if (await db.Teams.CountAsync(t => teams.Contains(t.Id), cancellationToken) != teams.Count)
            throw new DomainException(ResourceErrors.TeamUnknown);

        var resource = await db.Resources.Include(r => r.Hours).SingleOrDefaultAsync(r => r.Id == new ResourceId(id), cancellationToken);
        var isNew = resource is null;
        if (resource is null) db.Resources.Add(Resource.Of(new(id), request));
        else resource.Become(request);
        var outcome = isNew ? PutOutcome.Added : db.ChangeTracker.HasChanges() ? PutOutcome.Changed : PutOutcome.Unchanged;
        if (outcome != PutOutcome.Unchanged) db.RecordAccess(caller, purpose, "resource.put", "resource", $"{id}");
        await db.SaveChangesAsync(cancellationToken);
        return isNew
            ? TypedResults.Created($"/api/scheduling/resources/{id}", new ResourcePut(id, outcome))
            : TypedResults.Ok(new ResourcePut(id, outcome));
    }
}
