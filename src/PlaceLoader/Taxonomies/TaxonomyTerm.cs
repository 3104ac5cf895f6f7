using IntegratedCare.PlaceLoader.PlaceData;
using IntegratedCare.PlaceLoader.Tables;

namespace IntegratedCare.PlaceLoader.Taxonomies;

/// <summary>One term; its code is the only one of its kind in the place, so that services can name it alone.</summary>
internal sealed record TaxonomyTerm(RowReference Row, string Taxonomy, string Code, string Name, string? Description, string? Parent, string? Uri)
{
    public const string File = "taxonomy-terms.csv";
    private const int DescriptionLengthMax = 2_000;
    private const int DepthMax = 10;

    public static readonly TableColumns Columns = new(
        ["taxonomy", "code", "name", "description", "parent", "uri"], [], MayBeMissing: true);

    public static TaxonomyTerm Read(CsvRow row) => new(
        row.Reference,
        Taxonomy: row.Code("taxonomy"),
        Code: row.Code("code"),
        Name: row.Text("name"),
        Description: row.OptionalText("description", DescriptionLengthMax),
        Parent: row.OptionalCode("parent"),
        Uri: row.OptionalUrl("uri"));

    public static void Check(Place place, Findings findings)
    {
        findings.Repeats(place.TaxonomyTerms, each => each.Code, each => each.Row, "the term");
        var terms = place.TaxonomyTerms.DistinctBy(each => each.Code).ToDictionary(each => each.Code);
        foreach (var term in place.TaxonomyTerms)
        {
            if (place.Taxonomies.All(each => each.Code != term.Taxonomy))
                findings.Error(term.Row, $"taxonomy '{term.Taxonomy}' is not in {Taxonomies.Taxonomy.File}");
            if (term.Parent is not { } above) continue;

            if (!terms.TryGetValue(above, out var parent) || parent.Taxonomy != term.Taxonomy)
                findings.Error(term.Row, $"parent '{above}' is no term of the taxonomy '{term.Taxonomy}'");
            else if (Depth(term, terms) > DepthMax)
                findings.Error(term.Row, $"the term stands above itself, or more than {DepthMax} levels deep");
        }
    }

    private static int Depth(TaxonomyTerm term, Dictionary<string, TaxonomyTerm> terms)
    {
        var depth = 0;
        for (TaxonomyTerm? above = term; above?.Parent is { } parent && depth <= DepthMax; depth++) above = terms.GetValueOrDefault(parent);
        return depth;
    }
}
