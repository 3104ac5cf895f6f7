using IntegratedCare.DirectoryOfServices.Search.Index;
using IntegratedCare.DirectoryOfServices.Search.Words;

namespace IntegratedCare.DirectoryOfServices.UnmetNeed;

/// <summary>What the directory holds that comes nearest to words which found nothing, as the search understands them now.</summary>
internal static class NearestServices
{
    private const int EachMax = 3;

    /// <summary>For each of the words the services that hold them or most of them, whomever they are for: best first, three at most.</summary>
    public static async Task<ILookup<string, NearestService>> FindAsync(
        SearchIndex index, IReadOnlyCollection<string> words, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var texts = words.Select(said => (Said: said, Text: SearchText.Read(said))).ToList();
        var view = await index.CurrentAsync(texts.SelectMany(t => t.Text.Words), cancellationToken);
        return texts.SelectMany(t => Find(view, t.Text, now).Select(service => (t.Said, Service: service)))
            .ToLookup(found => found.Said, found => found.Service);
    }

    private static IEnumerable<NearestService> Find(IndexView view, SearchText text, DateTimeOffset now)
    {
        if (new MeaningReader(view.Services, view.Synonyms, view.Stems).Read(text).Meaning is not { } meaning) return [];

        var question = new Question(meaning, new Wishes(), new(null, null), now);
        return IndexSearch.Run(view.Services, question, skip: 0, EachMax, withFacets: false).Hits
            .Select(hit => new NearestService(hit.Id, hit.Name));
    }
}
