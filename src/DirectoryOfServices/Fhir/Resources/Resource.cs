using System.Text.Json.Serialization;

namespace IntegratedCare.DirectoryOfServices.Fhir.Resources;

/// <summary>A FHIR R4 resource of the directory.</summary>
internal abstract record Resource
{
    [JsonPropertyOrder(-4)] public abstract string ResourceType { get; }
    [JsonPropertyOrder(-3)] public required Guid Id { get; init; }
    [JsonPropertyOrder(-2)] public required Meta Meta { get; init; }
    [JsonPropertyOrder(-1)] public IReadOnlyList<Extension> Extension { get; init; } = [];

    /// <summary>When the record behind it last changed. Not public, so that it is not written.</summary>
    internal required DateTimeOffset ChangedAt { get; init; }
}
