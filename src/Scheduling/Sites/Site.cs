using IntegratedCare.Kernel.Ids;

namespace IntegratedCare.Scheduling.Sites;

internal readonly record struct SiteId(Guid Value) : IEntityId<SiteId>
{
    public static SiteId From(Guid value) => new(value);
}

/// <summary>The part of a site that a diary shows and a person is sent to; the directory owns the rest.</summary>
internal sealed class Site
{
    public required SiteId Id { get; init; }
    public required string Name { get; init; }
    public string? Address { get; init; }       // null: it has none, or none has been heard yet
    public string? Postcode { get; init; }      // null: as the address
    public List<string>? Accessibility { get; init; }   // null: nobody has said what it offers
    public required long Version { get; init; }

    /// <summary>Whether it offers something, by the directory's word.</summary>
    public bool Has(string feature) => Accessibility?.Contains(feature) is true;
}
