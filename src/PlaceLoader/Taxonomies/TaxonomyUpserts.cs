using IntegratedCare.PlaceLoader.Loading;
using IntegratedCare.PlaceLoader.PlaceData;

namespace IntegratedCare.PlaceLoader.Taxonomies;

internal static class TaxonomyUpserts
{
    /// <summary>A taxonomy goes with all its terms in one call.</summary>
    public static IEnumerable<Upsert> Of(Place place) =>
        from taxonomy in place.Taxonomies
        select new Upsert(
            "taxonomies",
            taxonomy.Row,
            $"api/directory/taxonomies/{place.IdOf("taxonomy", taxonomy.Code)}",
            new
            {
                taxonomy.Name,
                taxonomy.Description,
                taxonomy.Kind,
                taxonomy.Uri,
                taxonomy.Edition,
                Terms = place.TermsOf(taxonomy).Select(term => new
                {
                    Id = TermIdOf(place, term.Code),
                    term.Name,
                    term.Description,
                    term.Code,
                    term.Uri,
                    ParentId = term.Parent is { } parent ? TermIdOf(place, parent) : (Guid?)null,
                }),
                taxonomy.Provenance.IsDemonstration,
            });

    public static Guid TermIdOf(Place place, string code) => place.IdOf("taxonomy term", code);
}
