using System.Text.Json.Nodes;

namespace IntegratedCare.DirectoryOfServices.Imports;

/// <summary>A row as it was sent: which service it is of, and the members of its record that it speaks of.</summary>
/// <param name="Number">As the sender counts: lines of a table without its heading, services of a feed.</param>
/// <param name="Id">Null: the row gives the source's own id alone.</param>
/// <param name="ExternalId">Null: the row gives our id alone.</param>
/// <param name="Members">By the name of a request's member; null says that it is absent. What is not here is not spoken of.</param>
/// <param name="Findings">What could not be read.</param>
internal sealed record IncomingRow(
    int Number, Guid? Id, string? ExternalId, IReadOnlyDictionary<string, JsonNode?> Members, IReadOnlyList<RowFinding> Findings)
{
    /// <summary>About how many bytes it was sent in.</summary>
    public int Size { get; init; }

    public string Key => Id?.ToString() ?? ExternalId ?? string.Empty;

    /// <summary>What the source calls a service: by its own id of it, or by ours where it gives none.</summary>
    public string ExternalIdOf(Guid id) => ExternalId ?? $"{id}";

    public string? Name => Members.TryGetValue("name", out var name) && name is JsonValue ? $"{name}" : null;
}
