using IntegratedCare.DirectoryOfServices.Fhir.Kinds;

namespace IntegratedCare.DirectoryOfServices.Fhir.Searching;

/// <summary>The types that are served.</summary>
internal static class ResourceKinds
{
    public static IReadOnlyList<ResourceKind> All { get; } =
    [
        HealthcareServices.Kind, Locations.Kind, Organizations.Kind, PractitionerRoles.Kind, Endpoints.Kind,
    ];

    public static ResourceKind? Find(string type) => All.FirstOrDefault(kind => kind.Type == type);

    public static ResourceKind Of(string type) => Find(type) ?? throw new InvalidOperationException($"{type} is not served.");

    /// <summary>An id of ours, as it is written in addresses; null where the text is none.</summary>
    public static Guid? IdOf(string? text) => Guid.TryParseExact(text, "D", out var id) ? id : null;
}
