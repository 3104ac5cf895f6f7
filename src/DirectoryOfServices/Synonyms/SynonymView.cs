namespace IntegratedCare.DirectoryOfServices.Synonyms;

/// <summary>What a phrase means in the place; with <c>BothWays</c> its meanings also mean the phrase.</summary>
public sealed record SynonymView(
    Guid Id,
    string Phrase,
    IReadOnlyList<string> Meanings,
    bool BothWays,
    string? Note,
    long Version,
    DateTimeOffset ChangedAt,
    string? ChangedByRole,
    string? ChangedByOrganisation)
{
    internal static SynonymView Of(Synonym synonym) => new(
        synonym.Id.Value, synonym.Phrase, synonym.Meanings, synonym.BothWays, synonym.Note, synonym.Version, synonym.ChangedAt,
        synonym.ChangedByRole, synonym.ChangedByOrganisation);
}
