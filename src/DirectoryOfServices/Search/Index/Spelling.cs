using System.Text;

namespace IntegratedCare.DirectoryOfServices.Search.Index;

/// <summary>What somebody probably meant by a word that no service holds.</summary>
/// <remarks>
/// Words are set against each other by sound: people write what they hear ("fysio", "ulser", "asma"), so that what sounds the same is no error at
/// all, and a slip of the finger is one, in the letters or in the sound. How many errors are forgiven grows with the word; a short word is guessed only by its sound.
/// </remarks>
internal static class Spelling
{
    private const int GuessesMax = 3;
    private const int PrefixLengthMin = 4;
    private const int WordLengthMax = 40;

    // Letters that sound alike, longest first; each line is tried once at each position.
    private static readonly (string Written, string Heard)[] Sounds =
    [
        ("tch", "ch"), ("sch", "sk"), ("ough", "o"), ("ph", "f"), ("gh", "g"), ("ck", "k"), ("th", "t"), ("rh", "r"), ("kn", "n"), ("wh", "w"),
        ("ps", "s"), ("ae", "e"), ("oe", "e"), ("ea", "e"), ("ee", "e"), ("ei", "i"), ("ie", "i"), ("ce", "se"), ("ci", "si"), ("cy", "si"),
        ("qu", "kw"), ("x", "ks"), ("z", "s"), ("c", "k"), ("y", "i"),
    ];

    /// <summary>How a word sounds, roughly: two spellings of it mostly agree in this.</summary>
    public static string SoundOf(string word)
    {
        var sound = new StringBuilder(word.Length);
        for (var at = 0; at < word.Length;)
        {
            var (written, heard) = Array.Find(Sounds, s => string.CompareOrdinal(word, at, s.Written, 0, s.Written.Length) == 0);
            heard ??= word[at].ToString();
            at += written?.Length ?? 1;
            foreach (var letter in heard)
                if (sound.Length == 0 || sound[^1] != letter) sound.Append(letter);
        }

        return sound.ToString();
    }

    /// <summary>The words of the index that the stem may stand for, best first; none where it is too far from all of them.</summary>
    public static IReadOnlyList<Guess> Of(ServiceIndex index, string stem)
    {
        if (stem.Length > WordLengthMax) return [];

        var sound = SoundOf(stem);
        var errorsMax = sound.Length switch { <= 3 => 0, <= 6 => 1, <= 10 => 2, _ => 3 };
        var found = new Dictionary<string, Guess>(StringComparer.Ordinal);
        foreach (var live in index.Segments)
        {
            var sounds = live.Segment.Terms.Sounds.Value;
            for (var word = 0; word < sounds.Length; word++)
            {
                var text = live.Segment.Terms.Words[word];
                var errors = Fewer(ErrorsBetween(sound, sounds[word], errorsMax), ErrorsBetween(stem, text, errorsMax));
                if (errors is { } some && !char.IsDigit(text[0])) found.TryAdd(text, new(text, some, IsBeginning: false));
                else if (stem.Length >= PrefixLengthMin && text.StartsWith(stem, StringComparison.Ordinal)) found.TryAdd(text, new(text, 0, IsBeginning: true));
            }
        }

        var standing = found.Values.Select(guess => (guess, Holders: index.HoldersOf(guess.Word))).Where(one => one.Holders > 0).ToList();
        var least = standing.Count == 0 ? 0 : standing.Min(one => one.guess.Cost);
        return
        [
            .. standing.Where(one => one.guess.Cost == least)
                .OrderBy(one => one.guess.Word[0] == stem[0] ? 0 : 1)
                .ThenBy(one => ErrorsBetween(stem, one.guess.Word, WordLengthMax))
                .ThenByDescending(one => one.Holders).ThenBy(one => one.guess.Word, StringComparer.Ordinal)
                .Select(one => one.guess).Take(GuessesMax),
        ];
    }

    private static int? Fewer(int? one, int? other) => one is null || other < one ? other : one;

    /// <summary>Letters left out, put in, changed or swapped with a neighbour (optimal string alignment); null where there are more than allowed.</summary>
    public static int? ErrorsBetween(string one, string other, int errorsMax)
    {
        if (Math.Abs(one.Length - other.Length) > errorsMax || other.Length > WordLengthMax || one.Length > WordLengthMax) return null;

        Span<int> before = stackalloc int[WordLengthMax + 1], above = stackalloc int[WordLengthMax + 1], row = stackalloc int[WordLengthMax + 1];
        for (var j = 0; j <= other.Length; j++) above[j] = j;
        for (var i = 1; i <= one.Length; i++)
        {
            var least = row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var errors = Math.Min(Math.Min(above[j], row[j - 1]) + 1, above[j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1]) errors = Math.Min(errors, before[j - 2] + 1);
                least = Math.Min(least, row[j] = errors);
            }

            if (least > errorsMax) return null;
            var spare = before;
            before = above;
            above = row;
            row = spare;
        }

        return above[other.Length] <= errorsMax ? above[other.Length] : null;
    }
}

/// <summary>A word that another may stand for: so many errors away, or begun by it.</summary>
internal readonly record struct Guess(string Word, int Errors, bool IsBeginning)
{
    /// <summary>A beginning is a better guess than two errors and a worse one than one.</summary>
    public double Cost => IsBeginning ? 1.5 : Errors;
}
