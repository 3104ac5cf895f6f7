using System.Text.RegularExpressions;
using IntegratedCare.PlaceLoader.PlaceData;
using IntegratedCare.PlaceLoader.Tables;

namespace IntegratedCare.PlaceLoader.Synonyms;

/// <summary>What people mean when they say a phrase, in the words of the directory.</summary>
internal sealed partial record Synonym(
    RowReference Row, string Phrase, IReadOnlyList<string> Meanings, bool BothWays, string? Note, Provenance Provenance)
{
    public const string File = "synonyms.csv";
    private const int PhraseLengthMax = 100;
    private const int PhraseWordsMax = 4;
    private const int MeaningWordsMax = 6;
    private const int MeaningsMax = 10;
    private const int RowsMax = 2_000;

    public static readonly TableColumns Columns = new(
        ["phrase", "meanings", "both_ways", "note", Provenance.Column], [], MayBeMissing: true);

    public static Synonym Read(CsvRow row) => new(
        row.Reference,
        Phrase: row.Text("phrase", PhraseLengthMax),
        Meanings: row.List("meanings"),
        BothWays: row.YesNo("both_ways"),
        Note: row.OptionalText("note"),
        Provenance: Provenance.Read(row));

    /// <summary>What two spellings of one phrase have in common, as the directory compares them.</summary>
    public string Key => KeyOf(Phrase);

    public static void Check(Place place, Findings findings)
    {
        if (place.Synonyms.Count > RowsMax) findings.Error(place.Synonyms[RowsMax].Row, $"the directory holds at most {RowsMax} synonyms");
        findings.Repeats(place.Synonyms, each => each.Key, each => each.Row, "the phrase");
        foreach (var synonym in place.Synonyms) synonym.Check(findings);
    }

    private void Check(Findings findings)
    {
        var meanings = Meanings.Select(KeyOf).ToList();
        if (WordsIn(Key) is 0 or > PhraseWordsMax) findings.Error(Row, $"phrase has {WordsIn(Key)} words, not 1 to {PhraseWordsMax}");
        if (meanings.Count is 0 or > MeaningsMax) findings.Error(Row, $"meanings has {meanings.Count} parts, not 1 to {MeaningsMax}");
        if (meanings.Exists(meaning => WordsIn(meaning) is 0 or > MeaningWordsMax))
            findings.Error(Row, $"a meaning has no word or more than {MeaningWordsMax}");
        if (meanings.Contains(Key)) findings.Error(Row, "the phrase stands among its own meanings");
        if (meanings.Distinct(StringComparer.Ordinal).Count() < meanings.Count) findings.Error(Row, "meanings says the same twice");
    }

    private static string KeyOf(string text) =>
        string.Join(' ', Words().Matches(Apostrophe().Replace(Possessive().Replace(text.ToLowerInvariant(), "$1"), "")).Select(word => word.Value));

    private static int WordsIn(string key) => key.Length == 0 ? 0 : key.Count(letter => letter == ' ') + 1;

    [GeneratedRegex(@"(\p{L})['’]s(?![\p{L}\p{Nd}])")]
    private static partial Regex Possessive();

    [GeneratedRegex(@"(?<=\p{L})['’](?=\p{L})")]
    private static partial Regex Apostrophe();

    [GeneratedRegex(@"[\p{L}\p{M}\p{Nd}]+")]
    private static partial Regex Words();
}
