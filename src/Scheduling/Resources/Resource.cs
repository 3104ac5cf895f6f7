using IntegratedCare.Scheduling.Claims;
using IntegratedCare.Scheduling.Hours;
using IntegratedCare.Scheduling.Sites;

namespace IntegratedCare.Scheduling.Resources;

public enum ResourceKind { Room, Equipment, MobileUnit }

/// <summary>A room, a piece of equipment or a mobile unit that several teams share; it can be used for one appointment at a time.</summary>
internal sealed class Resource
{
    private readonly List<OpeningHours> hours = [];

    public required ResourceId Id { get; init; }
    public required ResourceKind Kind { get; set; }
    public string? Code { get; set; }               // null: one of its kind like any other
    public required string Name { get; set; }
    public SiteId? Site { get; set; }               // null: it goes where it is needed
    public required List<Guid> TeamIds { get; set; }
    public required bool IsInUse { get; set; }

    /// <summary>When it can be used; none: always.</summary>
    public IReadOnlyList<OpeningHours> Hours => hours;

    public static Resource Of(ResourceId id, PutResourceRequest asked)
    {
        var resource = new Resource { Id = id, Kind = asked.Kind, Name = asked.Name, TeamIds = [], IsInUse = true };
        resource.Become(asked);
        return resource;
    }

    /// <summary>Takes the resource's whole description; what already reads so is left alone.</summary>
    public void Become(PutResourceRequest asked)
    {
        ResourceRules.Check(asked);
        Kind = asked.Kind;
        Code = asked.Code;
        Name = asked.Name;
        Site = asked.SiteId is { } site ? new SiteId(site) : null;
        TeamIds = [.. asked.TeamIds.Distinct().Order()];
        IsInUse = asked.IsInUse ?? true;
        var wanted = (asked.Hours ?? []).Select(h => h.Checked()).ToList();
        hours.RemoveAll(h => !wanted.Any(h.Hours.ReadsLike));
        hours.AddRange(wanted.Where(w => !hours.Any(h => h.Hours.ReadsLike(w))).Select(w => new OpeningHours { Hours = w }).ToList());
    }
}

/// <summary>Hours in which a resource can be used.</summary>
internal sealed class OpeningHours
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public required WorkingHours Hours { get; init; }
}
