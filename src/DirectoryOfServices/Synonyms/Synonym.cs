using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Ids;

namespace IntegratedCare.DirectoryOfServices.Synonyms;

public readonly record struct SynonymId(Guid Value) : IEntityId<SynonymId>
{
    public static SynonymId From(Guid value) => new(value);
}

/// <summary>What people of the place mean when they say a phrase, in the words that the directory uses.</summary>
/// <remarks>
/// A removed synonym stays as a row, so that every replica's index hears of it and nobody's work is lost: sending it again brings it back. The
/// database stamps each row with the transaction that wrote it last (<c>changed_in</c>).
/// </remarks>
internal sealed class Synonym
{
    public const int PhraseWordsMax = 4;
    public const int MeaningWordsMax = 6;
    public const int MeaningsMax = 10;

    /// <summary>What a place can keep in order, and every replica in memory.</summary>
    public const int PlaceMax = 2_000;

    private Synonym()
    {
    }

    public required SynonymId Id { get; init; }
    public required string Phrase { get; set; }

    /// <summary>The phrase in its comparable form: no two synonyms that stand share one.</summary>
    public string Key { get; private set; } = string.Empty;

    public List<string> Meanings { get; private set; } = [];

    /// <summary>True: the meanings mean the phrase as well. False: only the phrase leads to them.</summary>
    public bool BothWays { get; private set; }

    public string? Note { get; private set; }
    public long Version { get; private set; }
    public DateTimeOffset ChangedAt { get; private set; }
    public string ChangedBy { get; private set; } = string.Empty;
    public string? ChangedByRole { get; private set; }
    public string? ChangedByOrganisation { get; private set; }
    public DateTimeOffset? RemovedAt { get; private set; }    // null: it stands

    public bool Stands => RemovedAt is null;

    public static Synonym Of(SynonymId id, PutSynonymRequest asked, Author author, DateTimeOffset now)
    {
        var synonym = new Synonym { Id = id, Phrase = asked.Phrase };
        synonym.Take(asked);
        synonym.Revise(author, now);
        return synonym;
    }

    /// <summary>Takes the synonym over as sent, a removed one stands again; false, and nothing changed, where it reads the same already.</summary>
    public bool Amend(PutSynonymRequest asked, Author author, DateTimeOffset now)
    {
        var (phrase, meanings, bothWays, note, stood) = (Phrase, Meanings, BothWays, Note, Stands);
        Take(asked);
        if (stood && (phrase, bothWays, note) == (Phrase, BothWays, Note) && meanings.SequenceEqual(Meanings)) return false;

        RemovedAt = null;
        Revise(author, now);
        return true;
    }

    public void Remove(Author author, DateTimeOffset now)
    {
        RemovedAt = now;
        Revise(author, now);
    }

    private void Take(PutSynonymRequest asked)
    {
        var key = CheckedKey(asked.Phrase, PhraseWordsMax, SynonymErrors.PhraseWords);
        var meanings = asked.Meanings.Select(m => CheckedKey(m, MeaningWordsMax, SynonymErrors.MeaningWords)).ToList();
        if (meanings.Contains(key)) throw new DomainException(SynonymErrors.MeansItself);
        if (meanings.Distinct(StringComparer.Ordinal).Count() < meanings.Count) throw new DomainException(SynonymErrors.MeaningTwice);

        Phrase = Synonyms.Phrase.Tidy(asked.Phrase);
        Key = key;
        Meanings = [.. asked.Meanings.Select(Synonyms.Phrase.Tidy)];
        BothWays = asked.BothWays;
        Note = string.IsNullOrWhiteSpace(asked.Note) ? null : asked.Note.Trim();
    }

    private static string CheckedKey(string text, int wordsMax, DomainError otherwise)
    {
        var words = Synonyms.Phrase.WordsOf(text);
        return words.Length >= 1 && words.Length <= wordsMax ? string.Join(' ', words) : throw new DomainException(otherwise);
    }

    private void Revise(Author author, DateTimeOffset now)
    {
        Version++;
        ChangedAt = now;
        (ChangedBy, ChangedByRole, ChangedByOrganisation) = author;
    }
}
