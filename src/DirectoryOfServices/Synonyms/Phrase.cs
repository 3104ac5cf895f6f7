using System.Text.RegularExpressions;

namespace IntegratedCare.DirectoryOfServices.Synonyms;

/// <summary>Words as people write them, made comparable: small letters, no punctuation, no possessive s, one space between words.</summary>
/// <remarks>
/// Whoever compares what was typed with what a place has entered goes through here on both sides. Stems are not its business: "falls" and "fall"
/// are two keys.
/// </remarks>
internal static partial class Phrase
{
    public const int LengthMax = 100;

    /// <summary>The words of a text, in their order.</summary>
    public static string[] WordsOf(string text)
    {
        var plain = Possessive().Replace(text.ToLowerInvariant(), "$1");
        return [.. Words().Matches(Apostrophe().Replace(plain, "")).Select(m => m.Value)];
    }

    /// <summary>What two spellings of one phrase have in common; empty where the text holds no word.</summary>
    public static string KeyOf(string text) => string.Join(' ', WordsOf(text));

    /// <summary>The text as written, without the spaces that nobody means.</summary>
    public static string Tidy(string text) => Spaces().Replace(text.Trim(), " ");

    [GeneratedRegex(@"(\p{L})['’]s(?![\p{L}\p{Nd}])")]
    private static partial Regex Possessive();

    [GeneratedRegex(@"(?<=\p{L})['’](?=\p{L})")]
    private static partial Regex Apostrophe();

    [GeneratedRegex(@"[\p{L}\p{M}\p{Nd}]+")]
    private static partial Regex Words();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
