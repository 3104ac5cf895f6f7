using IntegratedCare.Kernel.Time;

namespace IntegratedCare.DirectoryOfServices.UnmetNeed;

/// <summary>Somebody said these words on this day: their first search of them in a batch is the one that they are counted under.</summary>
internal readonly record struct Asking(DateOnly Day, string Words, string Asker);

/// <summary>What a writer takes away: how often each thing was looked for, and by whom, which goes no further than the writer.</summary>
internal sealed record UnmetBatch(IReadOnlyDictionary<UnmetSearch, int> Searches, IReadOnlyDictionary<Asking, UnmetSearch> Askers);

/// <summary>Counts searches that found nothing until a writer takes the counts away. A search that adds to it never waits and never fails.</summary>
/// <remarks>
/// Who asked is in memory until the next writing, seconds later, and then only as a keyed hash in the database (<see cref="AskerBook"/>), where people are
/// told apart over all replicas. Here each is only kept from filling it with words, by hashes that differ in each process. Where memory is full, an
/// asker is counted too few and words are shown later than they could be.
/// </remarks>
internal sealed class UnmetNeedTally(TimeProvider time)
{
    internal const int GroupsMax = 1_000;
    internal const int AskersMax = 20_000;
    internal const int WordsPerAskerMax = 100;

    private readonly Lock gate = new();
    private readonly Dictionary<UnmetSearch, int> counts = [];
    private readonly Dictionary<Asking, UnmetSearch> askers = [];
    private readonly HashSet<int> asked = [];
    private readonly Dictionary<int, int> wordsOfAsker = [];
    private DateOnly today;

    /// <summary>A search found nothing. The words that were typed go no further than this call.</summary>
    /// <param name="text">As it was typed.</param>
    /// <param name="category">One of the API's words.</param>
    /// <param name="need">A taxonomy term that exists, by its code or id.</param>
    /// <param name="neighbourhood">A neighbourhood that exists, by its code.</param>
    /// <param name="delivery">One of the API's words.</param>
    /// <param name="ageYears">The age, of which the band is kept.</param>
    /// <param name="asker">Who asks: the token's subject, or one word for all who have none.</param>
    public void Add(
        string? text, string? category, string? need, string? neighbourhood, string? delivery, int? ageYears, string asker)
    {
        var search = UnmetSearch.Of(LondonTime.DateOf(time.GetUtcNow()), text, category, need, neighbourhood, delivery, ageYears);
        lock (gate)
        {
            if (search.Day != today)
            {
                today = search.Day;
                asked.Clear();
                wordsOfAsker.Clear();
            }

            var who = HashCode.Combine(asker);
            if (search.Words.Length > 0 && asked.Count < AskersMax && asked.Add(HashCode.Combine(asker, search.Words)))
                wordsOfAsker[who] = wordsOfAsker.GetValueOrDefault(who) + 1;
            if (wordsOfAsker.GetValueOrDefault(who) > WordsPerAskerMax) search = search.WithoutWords();

            var counted = Count(search, 1);
            if (counted.Words.Length > 0) Know(new(counted.Day, counted.Words, asker), counted);
        }
    }

    /// <summary>The counts so far; from here on they are the caller's.</summary>
    public UnmetBatch Take()
    {
        lock (gate)
        {
            var taken = new UnmetBatch(counts.ToDictionary(), askers.ToDictionary());
            counts.Clear();
            askers.Clear();
            return taken;
        }
    }

    /// <summary>Gives back what could not be written.</summary>
    public void Return(UnmetBatch unwritten)
    {
        lock (gate)
        {
            foreach (var (search, searches) in unwritten.Searches) Count(search, searches);
            foreach (var (asking, search) in unwritten.Askers)
            {
                if (counts.ContainsKey(search)) Know(asking, search);
            }
        }
    }

    // As what it was counted: without words where there is no room for them.
    private UnmetSearch Count(UnmetSearch search, int searches)
    {
        var counted = counts.ContainsKey(search) || counts.Count < GroupsMax ? search : search.WithoutWords();
        if (counts.ContainsKey(counted) || counts.Count < 2 * GroupsMax) counts[counted] = counts.GetValueOrDefault(counted) + searches;
        return counted;
    }

    private void Know(Asking asking, UnmetSearch search)
    {
        if (askers.Count < AskersMax) askers.TryAdd(asking, search);
    }
}
