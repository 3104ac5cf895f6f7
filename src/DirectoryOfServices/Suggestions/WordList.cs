namespace IntegratedCare.DirectoryOfServices.Suggestions;

/// <summary>Every word that suggestions are made of, to find what a word with a typing error was meant to be.</summary>
internal sealed class WordList
{
    private const int LengthMin = 4;
    private const int LengthMax = 40;
    private const int GuessesMax = 3;

    private readonly string[] inOrder;
    private readonly int[] counts;

    /// <param name="counts">How many texts hold each word.</param>
    public WordList(IReadOnlyDictionary<string, int> counts)
    {
        inOrder = [.. counts.Keys.Order(StringComparer.Ordinal)];
        this.counts = [.. inOrder.Select(word => counts[word])];
    }

    /// <summary>What was probably meant where a word of it is not known; best first, none where nothing comes near.</summary>
    /// <remarks>The last word may still be growing: it is set against the beginnings of words.</remarks>
    public IEnumerable<string> Meant(string[] asked)
    {
        var meant = asked.ToArray();
        for (var n = 0; n < asked.Length - 1; n++)
        {
            if (Array.BinarySearch(inOrder, asked[n], StringComparer.Ordinal) >= 0) continue;
            if (Guesses(asked[n], isWhole: true).FirstOrDefault() is not { } guess) return [];
            meant[n] = guess;
        }

        var before = string.Join(' ', meant[..^1]);
        var begun = Guesses(asked[^1], isWhole: false);
        if (begun.Count == 0 && !meant.SequenceEqual(asked)) begun = [asked[^1]];
        return begun.Select(last => before.Length == 0 ? last : $"{before} {last}");
    }

    /// <summary>Words that come near: fewest errors first, then those that most texts hold.</summary>
    private List<string> Guesses(string typed, bool isWhole)
    {
        if (typed.Length is < LengthMin or > LengthMax) return [];

        var errorsMax = typed.Length <= 6 ? 1 : 2;
        var near = new List<(string Word, int Errors, int Count)>();

        // Hardly anybody errs in the first letter, unless by swapping it with the second.
        foreach (var beginning in (string[])[typed[..1], $"{typed[1]}{typed[0]}"])
        {
            for (var n = FirstFrom(beginning); n < inOrder.Length && inOrder[n].StartsWith(beginning, StringComparison.Ordinal); n++)
            {
                if (TypingErrors.Between(typed, inOrder[n], isWhole, errorsMax) is > 0 and var errors) near.Add((inOrder[n], errors, counts[n]));
            }
        }

        return [.. near.OrderBy(w => w.Errors).ThenByDescending(w => w.Count).ThenBy(w => w.Word, StringComparer.Ordinal).Take(GuessesMax).Select(w => w.Word)];
    }

    private int FirstFrom(string beginning)
    {
        var at = Array.BinarySearch(inOrder, beginning, StringComparer.Ordinal);
        return at < 0 ? ~at : at;
    }
}
