using IntegratedCare.DirectoryOfServices.Synonyms;

namespace IntegratedCare.DirectoryOfServices.Suggestions;

/// <summary>Everything that can be suggested, found by the beginning of any of its words. Never changed: a new one takes its place.</summary>
/// <remarks>
/// Texts that begin as typed come before texts in which a later word does, whole words before parts of words, then those with more services behind
/// them. However common what was typed is, only the best are looked at.
/// </remarks>
internal sealed class SuggestionTable
{
    public const int SuggestionsMax = 10;

    private const int WordsMax = 12;
    private const int LettersMin = 2;

    // Of each kind but services, while there are services to suggest.
    private const int OfOneKindMax = 2;

    // A text may match at several of its words.
    private const int CandidatesMax = 4 * SuggestionsMax;

    private static readonly SuggestionKind[] Kinds = Enum.GetValues<SuggestionKind>();

    private readonly Suggestion[] ranked;
    private readonly (Beginnings First, Beginnings Later)[] ofKind;
    private readonly WordList words;

    private SuggestionTable(Suggestion[] ranked, (Beginnings, Beginnings)[] ofKind, WordList words) =>
        (this.ranked, this.ofKind, this.words) = (ranked, ofKind, words);

    public static SuggestionTable Empty { get; } = Of([]);

    /// <param name="found">What can be suggested, and how many services stand behind it.</param>
    public static SuggestionTable Of(IEnumerable<(Suggestion Suggestion, int Services)> found)
    {
        Suggestion[] ranked =
        [
            .. found.OrderByDescending(f => f.Services).ThenBy(f => f.Suggestion.Text.Length)
                .ThenBy(f => f.Suggestion.Text, StringComparer.Ordinal).Select(f => f.Suggestion),
        ];
        var (plain, keys) = (new string[ranked.Length], Kinds.Select(_ => new List<(int Text, int Offset)>()).ToArray());
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var text = 0; text < ranked.Length; text++)
        {
            var (words, offset) = (Phrase.WordsOf(ranked[text].Text), 0);
            plain[text] = string.Join(' ', words);
            foreach (var word in words.Take(WordsMax))
            {
                keys[(int)ranked[text].Kind].Add((text, offset));
                offset += word.Length + 1;
                counts[word] = counts.GetValueOrDefault(word) + 1;
            }
        }

        return new(
            ranked,
            [.. keys.Select(k => (new Beginnings(plain, k.Where(key => key.Offset == 0)), new Beginnings(plain, k.Where(key => key.Offset > 0))))],
            new(counts));
    }

    /// <summary>The suggestions for what has been typed so far, best first; none for a single letter.</summary>
    public IReadOnlyList<Suggestion> Find(string typed)
    {
        var asked = Phrase.WordsOf(typed);
        var beginning = string.Join(' ', asked);
        if (beginning.Length < LettersMin || asked.Length > WordsMax) return [];

        var chosen = new Choice(this);
        chosen.Take(beginning, isCorrected: false);
        if (chosen.Suggestions.Count > 0) return chosen.Suggestions;

        foreach (var meant in words.Meant(asked)) chosen.Take(meant, isCorrected: true);
        return chosen.Suggestions;
    }

    /// <summary>First the texts that begin so, then those in which a later word does; within each kind by kind, the best of each.</summary>
    private IEnumerable<int> Best(string beginning) =>
        ofKind.SelectMany(kind => kind.First.Find(beginning, CandidatesMax))
            .Concat(ofKind.SelectMany(kind => kind.Later.Find(beginning, CandidatesMax)));

    private sealed class Choice(SuggestionTable table)
    {
        private readonly HashSet<int> taken = [];
        private readonly int[] ofKind = new int[Kinds.Length];

        public List<Suggestion> Suggestions { get; } = [];

        public bool IsFull => Suggestions.Count >= SuggestionsMax;

        public void Take(string beginning, bool isCorrected)
        {
            var best = table.Best(beginning).ToList();
            Take(best, isCorrected, OfOneKindMax);
            Take(best, isCorrected, SuggestionsMax);
        }

        private void Take(IReadOnlyList<int> best, bool isCorrected, int ofOneKindMax)
        {
            foreach (var text in best)
            {
                var suggestion = table.ranked[text];
                if (IsFull) return;
                if (suggestion.Kind != SuggestionKind.Service && ofKind[(int)suggestion.Kind] >= ofOneKindMax) continue;
                if (!taken.Add(text)) continue;

                ofKind[(int)suggestion.Kind]++;
                Suggestions.Add(suggestion with { Corrected = isCorrected });
            }
        }
    }
}
