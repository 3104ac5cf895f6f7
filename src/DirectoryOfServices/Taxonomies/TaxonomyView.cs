namespace IntegratedCare.DirectoryOfServices.Taxonomies;

/// <summary>A taxonomy as a list shows it.</summary>
public sealed record TaxonomySummary(
    Guid Id, string Name, string Description, TaxonomyKind Kind, string? Uri, string? Edition, int TermCount, bool IsDemonstration);

/// <summary>A taxonomy with its terms, by name.</summary>
public sealed record TaxonomyView(
    Guid Id,
    string Name,
    string Description,
    TaxonomyKind Kind,
    string? Uri,
    string? Edition,
    bool IsDemonstration,
    IReadOnlyList<TermView> Terms)
{
    internal static TaxonomyView Of(Taxonomy taxonomy) => new(
        taxonomy.Id.Value, taxonomy.Name, taxonomy.Description, taxonomy.Kind, taxonomy.Uri, taxonomy.Edition,
        taxonomy.IsDemonstration,
        [.. taxonomy.Terms.OrderBy(t => t.Name, StringComparer.Ordinal).ThenBy(t => t.Id.Value).Select(TermView.Of)]);
}

/// <summary>One term.</summary>
public sealed record TermView(Guid Id, Guid TaxonomyId, string Name, string Description, string? Code, string? Uri, Guid? ParentId)
{
    internal static TermView Of(TaxonomyTerm term) => new(
        term.Id.Value, term.TaxonomyId.Value, term.Name, term.Description, term.Code, term.Uri, term.ParentId?.Value);
}
