using IntegratedCare.Kernel.Time;

namespace IntegratedCare.DirectoryOfServices.UnmetNeed;

/// <summary>How often something was looked for in vain, and how many different people did, as far as this replica can tell.</summary>
internal readonly record struct UnmetCount(int Searches, int Askers)
{
    public static UnmetCount operator +(UnmetCount left, UnmetCount right) => new(left.Searches + right.Searches, left.Askers + right.Askers);
}

/// <summary>Counts searches that found nothing until a writer takes the counts away. A search that adds to it never waits and never fails.</summary>
/// <remarks>
/// Who asked is never kept. For the day it is remembered, in memory alone and as a hash that differs in each process, that somebody has asked for
/// these words already: so one person who searches for a name ten times is one asker, and the words stay as rare as they are. Where two hashes
/// meet, or memory is full, an asker is counted too few and words are shown later than they could be.
/// </remarks>
internal sealed class UnmetNeedTally(TimeProvider time)
{
    internal const int GroupsMax = 1_000;
    internal const int AskersMax = 20_000;
    internal const int WordsPerAskerMax = 100;

    private readonly Lock gate = new();
    private readonly Dictionary<UnmetSearch, UnmetCount> counts = [];
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

            var (who, isNew) = (HashCode.Combine(asker), false);
            if (search.Words.Length > 0 && asked.Count < AskersMax && asked.Add(HashCode.Combine(asker, search.Words)))
            {
                isNew = true;
                if ((wordsOfAsker[who] = wordsOfAsker.GetValueOrDefault(who) + 1) > WordsPerAskerMax) search = search.WithoutWords();
            }
            else if (wordsOfAsker.GetValueOrDefault(who) > WordsPerAskerMax)
            {
                search = search.WithoutWords();
            }

            Count(search, new(1, isNew ? 1 : 0));
        }
    }

    /// <summary>The counts so far; from here on they are the caller's.</summary>
    public IReadOnlyDictionary<UnmetSearch, UnmetCount> Take()
    {
        lock (gate)
        {
            var taken = counts.ToDictionary();
            counts.Clear();
            return taken;
        }
    }

    /// <summary>Gives back what could not be written.</summary>
    public void Return(IEnumerable<KeyValuePair<UnmetSearch, UnmetCount>> unwritten)
    {
        lock (gate)
        {
            foreach (var (search, count) in unwritten) Count(search, count);
        }
    }

    private void Count(UnmetSearch search, UnmetCount count)
    {
        var counted = counts.ContainsKey(search) || counts.Count < GroupsMax ? search : search.WithoutWords();
        if (counts.ContainsKey(counted) || counts.Count < 2 * GroupsMax) counts[counted] = counts.GetValueOrDefault(counted) + count;
    }
}
