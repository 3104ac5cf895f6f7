using System.Text.RegularExpressions;
using IntegratedCare.DirectoryOfServices.Synonyms;

namespace IntegratedCare.DirectoryOfServices.UnmetNeed;

/// <summary>What may be kept of a text that somebody typed: words for care, and nothing that tells of whom it was typed.</summary>
/// <remarks>
/// Whatever holds a digit goes: NHS numbers, telephone numbers, postcodes, dates of birth and ages all do, in whatever spelling. So do e-mail and web
/// addresses and the name after a form of address. A name may still be left; that is why rare words that the directory does not know are shown to
/// nobody (<see cref="UnmetNeedReport"/>) and forgotten after weeks (<see cref="UnmetNeedPolicy"/>).
/// </remarks>
internal static partial class PlainWords
{
    public const int WordsMax = 8;
    public const int WordLengthMax = 30;

    /// <summary>Eight words and seven spaces.</summary>
    public const int LengthMax = (WordsMax * WordLengthMax) + WordsMax - 1;

    private static readonly string[] FormsOfAddress = ["mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "rev"];

    /// <summary>The words in the form that phrases compare in; empty where nothing may be kept.</summary>
    public static string Of(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return string.Empty;

        var kept = new List<string>(WordsMax);
        var words = Phrase.WordsOf(Address().Replace(WithDigit().Replace(text, " "), " "));
        for (var n = 0; n < words.Length && kept.Count < WordsMax; n++)
        {
            if (FormsOfAddress.Contains(words[n]) && n + 1 < words.Length) n++;
            else if (words[n].Length is > 1 and <= WordLengthMax) kept.Add(words[n]);
        }

        return string.Join(' ', kept);
    }

    [GeneratedRegex(@"\S*(?:@|://|www\.)\S*")]
    private static partial Regex Address();

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}]*\p{N}[\p{L}\p{M}\p{N}]*")]
    private static partial Regex WithDigit();
}
