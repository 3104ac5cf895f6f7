using IntegratedCare.DirectoryOfServices.Search.Words;

namespace IntegratedCare.DirectoryOfServices.Search.Index;

/// <summary>Everything a search is answered from, as it stood at one moment.</summary>
/// <param name="Services">The services.</param>
/// <param name="Place">The place's own tables.</param>
/// <param name="Synonyms">What its people's words mean.</param>
/// <param name="Stems">The stems of the words asked about; null where a word means nothing.</param>
internal sealed record IndexView(
    ServiceIndex Services, PlaceTables Place, SynonymTable Synonyms, IReadOnlyDictionary<string, string?> Stems);
