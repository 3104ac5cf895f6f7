using System.Collections.Concurrent;
using IntegratedCare.DirectoryOfServices.Search.Words;
using IntegratedCare.DirectoryOfServices.Synonyms;

namespace IntegratedCare.DirectoryOfServices.Search.Index;

/// <summary>The replica's index. Whoever asks gets it as of a moment after they asked: whatever had committed by then is in it, on every replica.</summary>
/// <remarks>
/// A look at the database is shared by all searches that came before it began; those that come while it runs share the next one. It asks for the
/// rows that transactions wrote which the last snapshot had not seen (<see cref="SnapshotSeen"/>), so that nothing is missed however long a
/// transaction runs, and nothing is read twice.
/// </remarks>
internal sealed class SearchIndex(IndexReader database, TimeProvider time)
{
    private const int StretchOfLoad = 50_000;
    private const int StemsMax = 100_000;

    /// <summary>Stamps are kept for longer than any replica goes without a look.</summary>
    public static readonly TimeSpan StampsKept = TimeSpan.FromDays(7);

    private static readonly TimeSpan LookAgeMax = TimeSpan.FromDays(1);

    private readonly Lock gate = new();
    private readonly ConcurrentDictionary<string, string?> stems = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> spellings = new(StringComparer.Ordinal);
    private HashSet<string> askedWords = new(StringComparer.Ordinal);
    private Task running = Task.CompletedTask;
    private Task<IndexView>? waiting;
    private IndexWriter writer = new();
    private PlaceTables place = PlaceTables.Empty;
    private SynonymTable synonyms = SynonymTable.Empty;
    private SnapshotSeen seen = SnapshotSeen.Nothing;
    private DateTimeOffset lookedAt;
    private string? epoch;    // null: nothing has been loaded

    public bool IsLoaded => Volatile.Read(ref epoch) is not null;

    /// <summary>The index with everything that has committed by now, and the stems of the words.</summary>
    public Task<IndexView> CurrentAsync(IEnumerable<string> words, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            askedWords.UnionWith(words);
            if (waiting is null) running = waiting = LookAfterAsync(running);
            return waiting.WaitAsync(cancellationToken);
        }
    }

    /// <summary>The stem as the directory's own texts spell it out.</summary>
    public async Task<string> SpellOutAsync(string stem, CancellationToken cancellationToken)
    {
        // A word with a hyphen stands whole in the index, and its parts beside it: looked for in a text, the first part would be found.
        if (stem.Contains('-', StringComparison.Ordinal)) return stem;
        if (spellings.TryGetValue(stem, out var known)) return known;
        if (spellings.Count > StemsMax) spellings.Clear();
        return spellings[stem] = (await database.ReadSpellingAsync(stem, cancellationToken))?.ToLowerInvariant() ?? stem;
    }

    private async Task<IndexView> LookAfterAsync(Task before)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        HashSet<string> words;
        lock (gate)
        {
            waiting = null;
            (words, askedWords) = (askedWords, new(StringComparer.Ordinal));
        }

        // Whoever waits may give up; the look itself goes on for the others and for those after them.
        return await LookAsync(words, CancellationToken.None);
    }

    private async Task<IndexView> LookAsync(HashSet<string> words, CancellationToken cancellationToken)
    {
        if (stems.Count > StemsMax) stems.Clear();
        var unknown = words.Where(word => !stems.ContainsKey(word)).ToList();
        var news = await database.ReadNewsAsync(seen, unknown, cancellationToken);
        foreach (var (word, stem) in news.Stems) stems[word] = stem;

        var now = time.GetUtcNow();
        if (news.Epoch != epoch || news.Seen.SeenTo < seen.SeenTo || now - lookedAt > LookAgeMax) await LoadAsync(cancellationToken);
        else await FollowAsync(news, cancellationToken);
        (seen, lookedAt) = (news.Seen, now);
        Volatile.Write(ref epoch, news.Epoch);
        return new(writer.Current, place, synonyms, words.ToDictionary(word => word, word => stems.GetValueOrDefault(word), StringComparer.Ordinal));
    }

    // Another server than the one that was followed, or one that went back in time: what was known may never have happened there.
    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        var loaded = new IndexWriter();
        await foreach (var services in database.ReadAllAsync(StretchOfLoad, cancellationToken)) loaded.Apply(services, []);
        await loaded.Merging;
        (place, synonyms) = (await database.ReadPlaceAsync(cancellationToken), await SynonymsAsync(cancellationToken));
        writer = loaded;
    }

    private async Task FollowAsync(News news, CancellationToken cancellationToken)
    {
        if (news.PlaceChanged) place = await database.ReadPlaceAsync(cancellationToken);
        if (news.SynonymsChanged) synonyms = await SynonymsAsync(cancellationToken);
        if (news.Services.Length == 0) return;

        var changed = new List<IndexedService>();
        await foreach (var services in database.ReadAsync(news.Services, cancellationToken)) changed.AddRange(services);
        writer.Apply(changed, [.. news.Services.Except(changed.Select(service => service.Id))]);
    }

    private async Task<SynonymTable> SynonymsAsync(CancellationToken cancellationToken)
    {
        var written = await database.ReadSynonymsAsync(cancellationToken);
        var pairs = written.SelectMany(one => one.Meanings.SelectMany(meaning =>
            one.BothWays ? new[] { (one.Phrase, meaning), (meaning, one.Phrase) } : [(one.Phrase, meaning)])).ToList();
        var words = pairs.SelectMany(pair => Phrase.WordsOf(pair.Item1).Concat(Phrase.WordsOf(pair.Item2))).ToHashSet(StringComparer.Ordinal);
        var known = await database.ReadStemsAsync(words, cancellationToken);
        string[] StemsOf(string text) => [.. Phrase.WordsOf(text).Select(word => known.GetValueOrDefault(word)).OfType<string>()];
        return new(pairs.Select(pair => new StemmedSynonym(StemsOf(pair.Item1), StemsOf(pair.Item2), pair.Item2)));
    }
}
