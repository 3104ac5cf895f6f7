namespace IntegratedCare.DirectoryOfServices.Duplicates;

/// <summary>Two entries that may be one service.</summary>
internal readonly record struct DuplicatePair(Comparable One, Comparable Other, double Score, IReadOnlyList<DuplicateReason> Reasons);

/// <summary>All pairs of a directory that may be duplicates, without looking at every pair.</summary>
/// <remarks>
/// Entries are compared only within blocks that share something telling: a number, a mailbox, a page, all words of a name, two of them, or one of
/// them together with provider or site. What more than <see cref="BlockMax"/> entries share tells none from another, and is no block.
/// </remarks>
internal static class DuplicateSearch
{
    public const int BlockMax = 60;
    public const int PairsMax = 20_000;

    /// <summary>As many as are ever compared; beyond that the directory has other troubles, and the answer says so.</summary>
    public const int ComparisonsMax = 2_000_000;

    /// <summary>What is less alike than this is not worth anybody's time.</summary>
    public const double ScoreMin = 0.5;

    /// <summary>The pairs, the most alike first; complete unless there were more than are kept.</summary>
    public static (IReadOnlyList<DuplicatePair> Pairs, bool Complete) Among(IReadOnlyList<Comparable> entries, CancellationToken cancellationToken)
    {
        var seen = new HashSet<long>();
        var pairs = new List<DuplicatePair>();
        var complete = true;
        foreach (var block in BlocksOf(entries))
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var i = 0; i < block.Count && complete; i++)
            {
                for (var j = i + 1; j < block.Count; j++)
                {
                    if (!seen.Add(((long)block[i] << 32) | (uint)block[j])) continue;
                    if (Compared(entries[block[i]], entries[block[j]]) is { } pair) pairs.Add(pair);
                }

                complete = seen.Count < ComparisonsMax;
            }

            if (!complete) break;
        }

        var ranked = pairs.OrderByDescending(p => p.Score).ThenBy(p => p.One.Id.Value).ThenBy(p => p.Other.Id.Value).ToList();
        return (ranked.Take(PairsMax).ToList(), complete && ranked.Count <= PairsMax);
    }

    private static DuplicatePair? Compared(Comparable one, Comparable other)
    {
        var (score, reasons) = Resemblance.Of(one, other);
        return score >= ScoreMin ? new(one, other, score, reasons) : null;
    }

    private static IEnumerable<List<int>> BlocksOf(IReadOnlyList<Comparable> entries)
    {
        var blocks = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var n = 0; n < entries.Count; n++)
        {
            foreach (var key in KeysOf(entries[n]).Distinct(StringComparer.Ordinal))
            {
                if (!blocks.TryGetValue(key, out var block)) blocks.Add(key, block = []);
                if (block.Count <= BlockMax) block.Add(n);
            }
        }

        return blocks.Values.Where(block => block.Count is > 1 and <= BlockMax);
    }

    private static IEnumerable<string> KeysOf(Comparable entry)
    {
        foreach (var telephone in entry.Telephones) yield return $"t{telephone}";
        foreach (var email in entry.Emails) yield return $"e{email}";
        if (entry.Page is { } page) yield return $"u{page}";
        yield return $"n{string.Join(' ', entry.Words)}";
        yield return $"p{entry.Provider:N}{string.Join(' ', entry.Words)}";
        for (var i = 0; i < entry.Words.Length; i++)
        {
            // The beginning of a word: its end is where people err.
            var word = entry.Words[i];
            yield return $"q{entry.Provider:N}{word[..Math.Min(4, word.Length)]}";
            foreach (var site in entry.Sites) yield return $"s{site:N}{word[..Math.Min(4, word.Length)]}";
            for (var j = i + 1; j < entry.Words.Length && j < i + 4; j++) yield return $"w{word} {entry.Words[j]}";
        }
    }
}
