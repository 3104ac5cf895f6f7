using IntegratedCare.DirectoryOfServices.OpenReferral;

namespace IntegratedCare.DirectoryOfServices.Imports;

/// <summary>Our id of a record that a source knows by its own: the same id for ever, and another for every source.</summary>
internal static class SourceId
{
    // Changing this would bring everything that sources have sent in a second time.
    private static readonly Guid Space = new("6f0b5a1e-3a0c-5b7e-9c2d-8f3f0f6b6a51");

    public static Guid Of(string source, string noun, string externalId) => DerivedId.Of(Space, noun, $"{source}/{externalId}");
}
