using System.Text.Json.Serialization;

namespace IntegratedCare.Kernel.Fhir.Resources;

// FHIR R4's data types, each as far as the place says anything in it. Lists without an element and absent members are left out (FhirJson).
// hl7.org/fhir/R4/datatypes.html says what each means.
#pragma warning disable CS1591

public sealed record Coding(string System, string Code, string? Display = null);

public sealed record CodeableConcept(IReadOnlyList<Coding> Coding, string? Text = null)
{
    public static CodeableConcept Of(params Coding[] coding) => new(coding);

    public static CodeableConcept InWords(string text) => new([], text);
}

/// <summary>A reference: by address where the resource is served here, by identifier where it is not.</summary>
public sealed record Reference(string? Type, string? Display)
{
    [JsonPropertyName("reference")] public string? Address { get; init; }
    public Identifier? Identifier { get; init; }

    public static Reference To(string type, Guid id, string? display = null) => new(type, display) { Address = $"{type}/{id}" };

    public static Reference Named(string type, string system, string value, string display) =>
        new(type, display) { Identifier = new(system, value) };
}

public sealed record Identifier(string System, string Value, string? Use = null);

public sealed record ContactPoint(string System, string Value, string Use = "work");

public sealed record Period(string? Start, string? End);

public sealed record Address(
    string Use, string Type, string Text, IReadOnlyList<string> Line, string? City, string? PostalCode, string Country);

public sealed record Meta(string? VersionId, string? LastUpdated, IReadOnlyList<Coding> Tag);

/// <summary>An extension: a value, or extensions of its own.</summary>
public sealed record Extension(string Url)
{
    [JsonPropertyName("extension")] public IReadOnlyList<Extension> Parts { get; init; } = [];
    public string? ValueCode { get; init; }
    public string? ValueString { get; init; }
    public string? ValueDate { get; init; }
    public string? ValueDateTime { get; init; }
    public bool? ValueBoolean { get; init; }
    public CodeableConcept? ValueCodeableConcept { get; init; }
    public Distance? ValueDistance { get; init; }
    public Reference? ValueReference { get; init; }
}

public sealed record Distance(double Value, string Unit, string System, string Code);
