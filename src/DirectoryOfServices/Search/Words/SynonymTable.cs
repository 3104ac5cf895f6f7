namespace IntegratedCare.DirectoryOfServices.Search.Words;

/// <summary>What phrases mean in the place, in stems: the phrase's words one after the other, and the meanings, each a few words that must all be there.</summary>
internal sealed class SynonymTable
{
    public static readonly SynonymTable Empty = new([]);

    private readonly ILookup<string, StemmedSynonym> byFirst;

    public SynonymTable(IEnumerable<StemmedSynonym> synonyms) =>
        byFirst = synonyms.Where(s => s.Phrase.Count > 0 && s.Meaning.Count > 0).ToLookup(s => s.Phrase[0], StringComparer.Ordinal);

    /// <summary>The synonyms whose phrase begins at a word of the text: as stems, null where a word means nothing.</summary>
    public IEnumerable<StemmedSynonym> At(IReadOnlyList<string> stems, int at)
    {
        foreach (var synonym in byFirst[stems[at]])
            if (synonym.Phrase.Count <= stems.Count - at && !synonym.Phrase.Where((stem, i) => stem != stems[at + i]).Any())
                yield return synonym;
    }
}

/// <summary>One phrase and one of its meanings; <c>Written</c> is the meaning as the place wrote it.</summary>
internal sealed record StemmedSynonym(IReadOnlyList<string> Phrase, IReadOnlyList<string> Meaning, string Written);
