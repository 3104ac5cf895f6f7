using IntegratedCare.DirectoryOfServices.Capacity;

namespace IntegratedCare.DirectoryOfServices.Search.Index;

/// <summary>What must hold for a service to be an answer, besides the words; null: it does not matter.</summary>
internal sealed record Wishes
{
    /// <summary>Where nobody asks for a status: what people may use or expect to.</summary>
    public static readonly IReadOnlyList<string> UsualStatuses = ["active", "restricted"];

    public string? Category { get; init; }
    public string? Status { get; init; }
    public string? Need { get; init; }
    public string? Neighbourhood { get; init; }
    public string? District { get; init; }    // the outward half of the person's postcode
    public int? AgeYears { get; init; }
    public string? Sex { get; init; }
    public string? Practice { get; init; }
    public string? Delivery { get; init; }
    public string? Language { get; init; }
    public string? Accessibility { get; init; }
    public bool? Bookable { get; init; }
    public CapacityStatus? Capacity { get; init; }
    public DateTimeOffset? OpenAt { get; init; }
    public bool Closed { get; init; }    // at that time, rather than open
    public DateTimeOffset? FreeBefore { get; init; }
    public int? WithinMetres { get; init; }
}

/// <summary>From where somebody looks; it ranks, and a distance may be asked for.</summary>
internal readonly record struct Viewpoint(double? Latitude, double? Longitude);
