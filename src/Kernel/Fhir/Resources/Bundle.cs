namespace IntegratedCare.Kernel.Fhir.Resources;

/// <summary>The answer to a search: hl7.org/fhir/R4/bundle.html, type <c>searchset</c>.</summary>
public sealed record Bundle(string ResourceType, string Type, string Timestamp, long? Total, IReadOnlyList<BundleLink> Link, IReadOnlyList<BundleEntry> Entry)
{
    /// <summary>The answer of this moment.</summary>
    public static Bundle Of(DateTimeOffset now, long? total, IReadOnlyList<BundleLink> links, IReadOnlyList<BundleEntry> entries) =>
        new(nameof(Bundle), "searchset", FhirJson.Instant(now), total, links, entries);
}

/// <summary>Another page of the answer: self, first, previous, next, last.</summary>
public sealed record BundleLink(string Relation, string Url);

/// <summary><c>Resource</c> is an object so that the whole of it is written, and not what all resources share.</summary>
public sealed record BundleEntry(string? FullUrl, object Resource, BundleSearch Search);

/// <summary><c>Mode</c>: match, include, or outcome for what is said about the search.</summary>
public sealed record BundleSearch(string Mode)
{
    /// <summary>What is said of the match itself, as how far off it is.</summary>
    public IReadOnlyList<Extension> Extension { get; init; } = [];
}

/// <summary>What a search that succeeds has to say beside its results.</summary>
public sealed record SearchOutcome(string ResourceType, IReadOnlyList<SearchIssue> Issue)
{
    /// <summary>A warning, which spoils nothing.</summary>
    public static SearchOutcome Warning(string code, string diagnostics) =>
        new("OperationOutcome", [new("warning", code, diagnostics)]);
}

/// <summary>One thing that is said.</summary>
public sealed record SearchIssue(string Severity, string Code, string Diagnostics);
