using System.Text.Json.Serialization;

namespace IntegratedCare.Kernel.Fhir.Resources;

/// <summary>A FHIR R4 resource of the place.</summary>
public abstract record Resource
{
    /// <summary>FHIR's name of its type.</summary>
    [JsonPropertyOrder(-4)] public abstract string ResourceType { get; }

    /// <summary>Its id, unique within its type.</summary>
    [JsonPropertyOrder(-3)] public required string Id { get; init; }

    /// <summary>Its version and when it changed.</summary>
    [JsonPropertyOrder(-2)] public required Meta Meta { get; init; }

    /// <summary>What FHIR has no words for.</summary>
    [JsonPropertyOrder(-1)] public IReadOnlyList<Extension> Extension { get; init; } = [];

    /// <summary>When the record behind it last changed, null where nobody can say. It is told by <see cref="Meta"/> and not for itself.</summary>
    [JsonIgnore] public DateTimeOffset? ChangedAt { get; init; }
}
