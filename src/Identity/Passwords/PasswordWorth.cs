using System.Collections.Frozen;
using System.Text;

namespace IntegratedCare.Identity.Passwords;

/// <summary>How many steps a guesser needs to spell a password: a character is one, but so is much of what people take for many.</summary>
/// <remarks>
/// A known password or phrase, a run such as <c>aaa</c>, <c>abc</c>, <c>4321</c> or a walk over neighbouring keys costs two steps however long it is;
/// a word of the person's own, or one said before, one; a repetition of the whole one more than what is repeated. No rule asks for a kind of character: such rules make
/// passwords alike (NIST SP 800-63B-4 §3.1.1.2).
/// </remarks>
internal static class PasswordWorth
{
    public const int StepsMin = 8;

    private const int KnownSteps = 2;
    private const int RunSteps = 2;
    private const int OwnWordOrRepeatSteps = 1;
    private const int WordLengthMin = 4;
    private const int RunLengthMin = 3;
    private const int WalkLengthMin = 4;

    private static readonly FrozenSet<string> Known = EmbeddedLines.Of("known.txt").ToFrozenSet(StringComparer.Ordinal);
    private static readonly int KnownLengthMax = Known.Max(word => word.Length);
    private static readonly string[] Rows = ["1234567890-=", "qwertyuiop[]", "asdfghjkl;'#", "zxcvbnm,./"];
    private static readonly FrozenDictionary<char, (int Row, int Column)> Keys = Rows
        .SelectMany((keys, row) => keys.Select((key, column) => (key, row, column)))
        .ToFrozenDictionary(place => place.key, place => (place.row, place.column));

    /// <summary>Whether it is, letter for letter, one of those that are tried first.</summary>
    public static bool IsKnown(string password) =>
        Known.Contains(password.ToLowerInvariant()) || Known.Contains(LettersAndDigits(password.ToLowerInvariant()));

    public static int StepsOf(string password, IReadOnlySet<string> ownWords)
    {
        var plain = password.ToLowerInvariant();
        string[] readings = [plain, Read(plain, "@4310!$57", "aaeloisst"), Read(plain, "!\"£$%^&*()_@#", "1234567890-23"), LettersAndDigits(plain)];
        return readings.Min(reading => Steps(reading, ownWords));
    }

    private static int Steps(string text, IReadOnlySet<string> ownWords)
    {
        if (PeriodOf(text) is { } period) return Steps(text[..period], ownWords) + 1;

        var best = new int[text.Length + 1];
        for (var end = 1; end <= text.Length; end++)
        {
            best[end] = best[end - 1] + 1;
            var runStart = RunStart(text, end);
            for (var start = runStart; start <= end - RunLengthMin; start++) Improve(start, RunSteps);
            for (var length = WordLengthMin; length <= Math.Min(end, KnownLengthMax); length++)
            {
                var word = text.Substring(end - length, length);
                if (Known.Contains(word)) Improve(end - length, KnownSteps);
                if (ownWords.Contains(word) || text.AsSpan(0, end - length).Contains(word, StringComparison.Ordinal))
                    Improve(end - length, OwnWordOrRepeatSteps);
            }

            void Improve(int start, int steps) => best[end] = Math.Min(best[end], best[start] + steps);
        }

        return best[text.Length];
    }

    // Where the run begins that ends before this place; the place itself where there is none.
    private static int RunStart(string text, int end)
    {
        var earliest = end;
        foreach (var (belongs, lengthMin) in ((Func<char, char, bool>, int)[])
            [((one, next) => one == next, RunLengthMin), ((one, next) => next == one + 1, RunLengthMin),
            ((one, next) => next == one - 1, RunLengthMin), (AreNeighbours, WalkLengthMin)])
        {
            var start = end - 1;
            while (start > 0 && belongs(text[start - 1], text[start])) start--;
            if (end - start >= lengthMin) earliest = Math.Min(earliest, start);
        }

        return earliest;
    }

    private static bool AreNeighbours(char one, char next) =>
        Keys.TryGetValue(one, out var from) && Keys.TryGetValue(next, out var to)
        && Math.Abs(from.Row - to.Row) <= 1 && Math.Abs(from.Column - to.Column) <= 1;

    // The shortest beginning that, said again and again, gives the text; null where there is none.
    private static int? PeriodOf(string text)
    {
        for (var period = 1; period <= text.Length / 2; period++)
        {
            if (text.AsSpan(period).SequenceEqual(text.AsSpan(0, text.Length - period))) return period;
        }

        return null;
    }

    private static string Read(string text, string signs, string meant)
    {
        var read = new StringBuilder(text);
        for (var sign = 0; sign < signs.Length; sign++) read.Replace(signs[sign], char.ToLowerInvariant(meant[sign]));
        return read.ToString();
    }

    private static string LettersAndDigits(string text) => string.Concat(text.Where(char.IsLetterOrDigit));
}
