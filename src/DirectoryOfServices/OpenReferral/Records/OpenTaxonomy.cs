using System.Text.Json.Serialization;
using IntegratedCare.DirectoryOfServices.Taxonomies;

namespace IntegratedCare.DirectoryOfServices.OpenReferral.Records;

/// <summary>Open Referral's taxonomy; a list shows it without its terms.</summary>
public sealed record OpenTaxonomy(
    Guid Id,
    string Name,
    string Description,
    string? Uri,
    string? Version,
    [property: JsonPropertyName("taxonomy_terms")] IReadOnlyList<OpenTerm>? TaxonomyTerms)
{
    internal static OpenTaxonomy Of(OwnTaxonomy own, bool withTerms) => new(
        own.Id, own.Name, own.Description, null, null,
        withTerms ? [.. own.Terms.Select(term => OpenTerm.Of(own, term))] : null);

    /// <summary>With its terms where they were loaded with it.</summary>
    internal static OpenTaxonomy Of(Taxonomy taxonomy)
    {
        var description = taxonomy.Description.Length > 0 ? taxonomy.Description : $"The terms of {taxonomy.Name}.";
        return new(
            taxonomy.Id.Value, taxonomy.Name,
            taxonomy.IsDemonstration ? $"{description} {OpenService.Demonstration}" : description,
            taxonomy.Uri, string.IsNullOrWhiteSpace(taxonomy.Edition) ? null : taxonomy.Edition,
            taxonomy.Terms.OrderBy(t => t.Name, StringComparer.Ordinal).ThenBy(t => t.Id.Value)
                .Select(term => OpenTerm.Of(term, taxonomy.Name)).OrNone());
    }

    internal static string LinkTypeOf(TaxonomyKind kind) => kind switch
    {
        TaxonomyKind.ServiceType => "service_type",
        TaxonomyKind.Need => "need",
        TaxonomyKind.Circumstance => "circumstance",
    };
}

/// <summary>Open Referral's taxonomy term.</summary>
public sealed record OpenTerm(
    Guid Id,
    string Name,
    string Description,
    string? Code,
    [property: JsonPropertyName("parent_id")] Guid? ParentId,
    string Taxonomy,
    [property: JsonPropertyName("taxonomy_id")] Guid TaxonomyId,
    [property: JsonPropertyName("term_uri")] string? TermUri,
    string Term)
{
    internal static OpenTerm Of(OwnTaxonomy taxonomy, OwnTerm term) =>
        new(term.Id, term.Name, term.Description, term.Code, null, taxonomy.Name, taxonomy.Id, null, term.Name);

    internal static OpenTerm Of(TaxonomyTerm term, string taxonomy) => new(
        term.Id.Value, term.Name, string.IsNullOrWhiteSpace(term.Description) ? term.Name : term.Description,
        string.IsNullOrWhiteSpace(term.Code) ? null : term.Code, term.ParentId?.Value,
        taxonomy, term.TaxonomyId.Value, term.Uri, term.Name);
}
