using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace IntegratedCare.Identity.Passwords;

/// <summary>Brings a text into Unicode's composed form (NFC, UAX 15), so that "é" typed on one keyboard is "é" typed on another.</summary>
/// <remarks>
/// Our processes run without the machine's language tables (<c>InvariantGlobalization</c>), and then the framework's own
/// <c>Normalize</c> gives every text back as it came. So the table is in the program, and the same on every machine.
/// </remarks>
internal static class UnicodeText
{
    private const int HangulFirst = 0xAC00, HangulCount = 11_172;
    private const int LeadFirst = 0x1100, LeadCount = 19;
    private const int VowelFirst = 0x1161, VowelCount = 21;
    private const int TailFirst = 0x11A7, TailCount = 28;

    private static readonly FrozenDictionary<int, int[]> Decompositions;
    private static readonly FrozenDictionary<(int, int), int> Compositions;
    private static readonly FrozenDictionary<int, byte> Classes;

    static UnicodeText()
    {
        var decompositions = new Dictionary<int, int[]>();
        var compositions = new Dictionary<(int, int), int>();
        var classes = new Dictionary<int, byte>();
        foreach (var line in EmbeddedLines.Of("canonical.txt"))
        {
            var parts = line[1..].Split(' ');
            if (line[0] == '~')
            {
                for (var point = Hex(parts[0]); point <= Hex(parts[1]); point++)
                    classes[point] = byte.Parse(parts[2], CultureInfo.InvariantCulture);
                continue;
            }

            var whole = Hex(parts[0]);
            int[] pieces = [.. parts[1..].Select(Hex)];
            decompositions[whole] = pieces;
            if (line[0] == '=') compositions[(pieces[0], pieces[1])] = whole;
        }

        Decompositions = decompositions.ToFrozenDictionary();
        Compositions = compositions.ToFrozenDictionary();
        Classes = classes.ToFrozenDictionary();
    }

    public static string Compose(string text)
    {
        if (text.All(char.IsAscii)) return text;
        var points = new List<int>(text.Length);
        foreach (var rune in text.EnumerateRunes()) Decompose(rune.Value, points);
        Order(points);
        return Text(Joined(points));
    }

    private static void Decompose(int point, List<int> into)
    {
        var hangul = point - HangulFirst;
        if (hangul is >= 0 and < HangulCount)
        {
            into.Add(LeadFirst + (hangul / (VowelCount * TailCount)));
            into.Add(VowelFirst + (hangul % (VowelCount * TailCount) / TailCount));
            if (hangul % TailCount != 0) into.Add(TailFirst + (hangul % TailCount));
        }
        else if (Decompositions.TryGetValue(point, out var pieces))
        {
            foreach (var piece in pieces) Decompose(piece, into);
        }
        else
        {
            into.Add(point);
        }
    }

    // Marks that combine stand in the order of their classes; like ones keep theirs.
    private static void Order(List<int> points)
    {
        for (var end = 1; end < points.Count; end++)
        {
            var point = points[end];
            var rank = ClassOf(point);
            if (rank == 0) continue;
            var at = end;
            for (; at > 0 && ClassOf(points[at - 1]) > rank; at--) points[at] = points[at - 1];
            points[at] = point;
        }
    }

    private static List<int> Joined(List<int> points)
    {
        var joined = new List<int>(points.Count);
        var starter = -1;
        var lastClass = 0;
        foreach (var point in points)
        {
            var rank = ClassOf(point);
            var isNext = starter == joined.Count - 1;
            if (starter >= 0 && (isNext || lastClass < rank) && Pair(joined[starter], point) is { } whole)
            {
                joined[starter] = whole;
                continue;
            }

            if (rank == 0) starter = joined.Count;
            lastClass = rank;
            joined.Add(point);
        }

        return joined;
    }

    private static int? Pair(int first, int second)
    {
        var (lead, vowel) = (first - LeadFirst, second - VowelFirst);
        if (lead is >= 0 and < LeadCount && vowel is >= 0 and < VowelCount)
            return HangulFirst + (((lead * VowelCount) + vowel) * TailCount);

        var (syllable, tail) = (first - HangulFirst, second - TailFirst);
        if (syllable is >= 0 and < HangulCount && syllable % TailCount == 0 && tail is > 0 and < TailCount)
            return first + tail;

        return Compositions.TryGetValue((first, second), out var whole) ? whole : null;
    }

    private static byte ClassOf(int point) => Classes.GetValueOrDefault(point);

    private static string Text(List<int> points)
    {
        var text = new StringBuilder(points.Count);
        foreach (var point in points) text.Append(new Rune(point).ToString());
        return text.ToString();
    }

    private static int Hex(string text) => int.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
