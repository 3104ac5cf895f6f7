namespace IntegratedCare.DirectoryOfServices.Fhir.Resources;

/// <summary>The answer to a search: hl7.org/fhir/R4/bundle.html, type <c>searchset</c>.</summary>
internal sealed record Bundle(string ResourceType, string Type, string Timestamp, long? Total, IReadOnlyList<BundleLink> Link, IReadOnlyList<BundleEntry> Entry)
{
    public static Bundle Of(DateTimeOffset now, long? total, IReadOnlyList<BundleLink> links, IReadOnlyList<BundleEntry> entries) =>
        new(nameof(Bundle), "searchset", FhirJson.Instant(now), total, links, entries);
}

internal sealed record BundleLink(string Relation, string Url);

/// <summary><c>Resource</c> is an object so that the whole of it is written, and not what all resources share.</summary>
internal sealed record BundleEntry(string? FullUrl, object Resource, BundleSearch Search);

/// <summary><c>Mode</c>: match, include, or outcome for what is said about the search.</summary>
internal sealed record BundleSearch(string Mode)
{
    public IReadOnlyList<Extension> Extension { get; init; } = [];
}

/// <summary>What a search that succeeds has to say beside its results.</summary>
internal sealed record SearchOutcome(string ResourceType, IReadOnlyList<SearchIssue> Issue)
{
    public static SearchOutcome Warning(string code, string diagnostics) =>
        new("OperationOutcome", [new("warning", code, diagnostics)]);
}

internal sealed record SearchIssue(string Severity, string Code, string Diagnostics);
