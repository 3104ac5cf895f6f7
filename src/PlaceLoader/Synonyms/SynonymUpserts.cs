using IntegratedCare.PlaceLoader.Loading;
using IntegratedCare.PlaceLoader.PlaceData;

namespace IntegratedCare.PlaceLoader.Synonyms;

internal static class SynonymUpserts
{
    public static IEnumerable<Upsert> Of(Place place) =>
        from synonym in place.Synonyms
        select new Upsert(
            "synonyms",
            synonym.Row,
            $"api/directory/synonyms/{place.IdOf("synonym", synonym.Key)}",
            new { synonym.Phrase, synonym.Meanings, synonym.BothWays, synonym.Note });
}
