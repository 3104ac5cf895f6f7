using IntegratedCare.Kernel.Fhir;

namespace IntegratedCare.Scheduling.Fhir.Received;

// FHIR's data types as they are sent to us: each as far as we read it.
internal sealed record CodingReceived(string? System = null, string? Code = null, string? Display = null);

internal sealed record ConceptReceived(IReadOnlyList<CodingReceived>? Coding = null, string? Text = null)
{
    /// <summary>What it says to a person.</summary>
    public string? Words => Text ?? Coding?.Select(c => c.Display).FirstOrDefault(d => d is not null);
}

internal sealed record IdentifierReceived(string? System = null, string? Value = null);

internal sealed record ReferenceReceived(string? Reference = null, string? Type = null, IdentifierReceived? Identifier = null)
{
    /// <summary>The id of what is referred to, where it is of this type: <c>Type/id</c>, or an address that ends so.</summary>
    public string? IdOf(string type)
    {
        var parts = (Reference ?? "").Split('/');
        return parts.Length > 1 && parts[^2] == type ? parts[^1] : null;
    }

    public Guid? GuidOf(string type) => Guid.TryParseExact(IdOf(type), "D", out var id) ? id : null;
}

internal sealed record MetaReceived(string? VersionId = null);

internal sealed record NameReceived(string? Use = null, string? Family = null, IReadOnlyList<string>? Given = null);

internal sealed record ContactReceived(string? System = null, string? Value = null, string? Use = null);

internal sealed record AddressReceived(string? PostalCode = null);

/// <summary>A resource inside another: the patient is what we look for.</summary>
internal sealed record ContainedReceived(
    string? ResourceType = null, string? Id = null, IReadOnlyList<IdentifierReceived>? Identifier = null, IReadOnlyList<NameReceived>? Name = null,
    IReadOnlyList<ContactReceived>? Telecom = null, string? BirthDate = null, IReadOnlyList<AddressReceived>? Address = null);

internal sealed record ParticipantReceived(ReferenceReceived? Actor = null);

internal sealed record ExtensionReceived(
    string? Url = null, string? ValueString = null, string? ValueCode = null, DateOnly? ValueDate = null, bool? ValueBoolean = null,
    ConceptReceived? ValueCodeableConcept = null);

/// <summary>What our own extensions say.</summary>
internal static class Extensions
{
    public static IReadOnlyList<string> Texts(this IReadOnlyList<ExtensionReceived>? extensions, string url) =>
        [.. Of(extensions, url).Select(e => e.ValueString ?? e.ValueCode).OfType<string>()];

    public static string? Text(this IReadOnlyList<ExtensionReceived>? extensions, string url) => extensions.Texts(url) is [var first, ..] ? first : null;

    public static DateOnly? Date(this IReadOnlyList<ExtensionReceived>? extensions, string url) =>
        Of(extensions, url).Select(e => e.ValueDate).FirstOrDefault(d => d is not null);

    public static bool Flag(this IReadOnlyList<ExtensionReceived>? extensions, string url) => Of(extensions, url).Any(e => e.ValueBoolean is true);

    public static ConceptReceived? Concept(this IReadOnlyList<ExtensionReceived>? extensions, string url) =>
        Of(extensions, url).Select(e => e.ValueCodeableConcept).FirstOrDefault(c => c is not null);

    /// <summary>The words of an enum; what is none of them is refused.</summary>
    public static IReadOnlyList<TEnum> Words<TEnum>(this IReadOnlyList<ExtensionReceived>? extensions, string url) where TEnum : struct, Enum =>
        [.. extensions.Texts(url).Select(word => Enum.GetValues<TEnum>().Where(v => DiaryCodes.Word(v) == word).Cast<TEnum?>().FirstOrDefault()
            ?? throw Refusal.Unfit($"{url} holds no such word."))];

    private static IEnumerable<ExtensionReceived> Of(IReadOnlyList<ExtensionReceived>? extensions, string url) =>
        (extensions ?? []).Where(e => e.Url == url);
}

/// <summary>What is said of a resource that cannot be taken, without a word of what stands in it.</summary>
internal static class Refusal
{
    public static Kernel.Errors.DomainException Invalid(string detail) => new(FhirErrors.ResourceInvalid, detail);

    public static Kernel.Errors.DomainException Unfit(string detail) => new(FhirErrors.ResourceUnfit, detail);
}
