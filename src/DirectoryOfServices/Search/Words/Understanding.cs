namespace IntegratedCare.DirectoryOfServices.Search.Words;

/// <summary>How a search was read, where it was not read word for word.</summary>
/// <param name="Corrections">Words that no service holds, and what they were taken for.</param>
/// <param name="Synonyms">Words, and what they mean in this place.</param>
/// <param name="Dropped">Words that no service holds and that resemble nothing, or that came after the twelfth.</param>
/// <param name="Partial">True: no service holds all of the words, those found hold some.</param>
public sealed record Understanding(
    IReadOnlyList<ReadAs> Corrections, IReadOnlyList<ReadAs> Synonyms, IReadOnlyList<string> Dropped, bool Partial)
{
    internal static readonly Understanding WordForWord = new([], [], [], false);
}

/// <summary>A word or phrase as it was typed, and what it was taken for.</summary>
public sealed record ReadAs(string Word, string Meaning);
