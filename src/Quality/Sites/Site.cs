using IntegratedCare.Kernel.Ids;

namespace IntegratedCare.Quality.Sites;

/// <summary>A site of the directory.</summary>
internal readonly record struct SiteId(Guid Value) : IEntityId<SiteId>
{
    public static SiteId From(Guid value) => new(value);
}

/// <summary>In which neighbourhood a site lies; the directory owns the rest.</summary>
internal sealed class Site
{
    public required SiteId Id { get; init; }
    public string? NeighbourhoodCode { get; private set; }      // null: in none of the place
    public long Version { get; private set; }

    public void Hear(string? neighbourhoodCode, long version)
    {
        if (version <= Version) return;
        (NeighbourhoodCode, Version) = (neighbourhoodCode, version);
    }
}
