using System.Text.RegularExpressions;
using IntegratedCare.DirectoryOfServices.Synonyms;

namespace IntegratedCare.DirectoryOfServices.Search.Words;

/// <summary>What somebody typed, taken apart as any search box does it: words, "phrases", -words that must not stand there, and <c>or</c>.</summary>
internal sealed partial record SearchText(IReadOnlyList<TextBranch> Branches)
{
    /// <summary>Nobody says more in one breath; what goes beyond is dropped.</summary>
    public const int WordsMax = 12;

    /// <summary>Each is looked for in the database; the words of further ones need only be there.</summary>
    public const int PhrasesMax = 2;

    /// <summary>Words that came after the last that counts, each once.</summary>
    public IReadOnlyList<string> Dropped { get; private init; } = [];

    /// <summary>Every word in it, those that must not stand there included.</summary>
    public IEnumerable<string> Words => Branches.SelectMany(branch => branch.Words.Concat(branch.Excluded)).Distinct(StringComparer.Ordinal);

    public static SearchText Read(string? text)
    {
        var (branches, branch) = (new List<TextBranch>(), TextBranch.Empty);
        var (words, dropped) = (new HashSet<string>(StringComparer.Ordinal), new List<string>());
        var phrases = 0;
        foreach (Match part in Parts().Matches(text ?? string.Empty))
        {
            if (part.Value.Equals("or", StringComparison.OrdinalIgnoreCase))
            {
                if (!branch.IsEmpty) branches.Add(branch);
                branch = TextBranch.Empty;
                continue;
            }

            var said = Phrase.WordsOf(part.Value).ToLookup(word => words.Contains(word) || words.Count < WordsMax && words.Add(word));
            List<string> found = [.. said[true]];
            dropped.AddRange(said[false]);
            if (found.Count == 0) continue;
            branch = part.Groups["not"].Success ? branch with { Excluded = [.. branch.Excluded, .. found] }
                : part.Groups["phrase"].Success && found.Count > 1 && phrases++ < PhrasesMax
                    ? branch with { Words = [.. branch.Words, .. found], Phrases = [.. branch.Phrases, string.Join(' ', found)] }
                    : branch with { Words = [.. branch.Words, .. found] };
        }

        if (!branch.IsEmpty) branches.Add(branch);
        return new(branches) { Dropped = [.. dropped.Distinct(StringComparer.Ordinal)] };
    }

    [GeneratedRegex(@"(?<not>(?<!\S)-)?(?:""(?<phrase>[^""]+)""|[^\s""]+)")]
    private static partial Regex Parts();
}

/// <summary>Words, phrases and excluded words that belong together.</summary>
internal sealed record TextBranch(IReadOnlyList<string> Words, IReadOnlyList<string> Phrases, IReadOnlyList<string> Excluded)
{
    public static readonly TextBranch Empty = new([], [], []);

    public bool IsEmpty => Words.Count == 0 && Excluded.Count == 0;
}
