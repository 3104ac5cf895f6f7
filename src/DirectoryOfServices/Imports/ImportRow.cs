namespace IntegratedCare.DirectoryOfServices.Imports;

/// <summary>A row of an import as the report shows it, with what applying it writes: so that applying is a few statements over all rows at once.</summary>
internal sealed class ImportRow
{
    public required ImportId ImportId { get; init; }
    public required int Number { get; init; }       // as the sender counts them; services to be closed count on after the last
    public required string Key { get; init; }
    public string? Name { get; init; }              // null: the row names none
    public required RowOutcome Outcome { get; init; }
    public Guid? ServiceId { get; init; }           // null: nobody can tell which
    public IReadOnlyList<RowFinding> Findings { get; init; } = [];
    public IReadOnlyList<Difference> Differences { get; init; } = [];
    public long? StandingVersion { get; init; }     // null: the service is new

    /// <summary>The columns of <c>care_services</c>: all of a new service, of a standing one those that change.</summary>
    public string? Service { get; init; }

    /// <summary>By table the keys that the service is linked to.</summary>
    public string? Links { get; init; }
    public Guid? ChangeId { get; init; }
    public string? Before { get; init; }
    public string? After { get; init; }

    /// <summary>What the world hears: name and body of each event, to which the moment of applying is added.</summary>
    public string? Events { get; init; }
    public string? ExternalId { get; init; }
}

/// <summary>What is wrong with a row.</summary>
/// <param name="Column">The column, or the member of a JSON row; absent where the row as a whole is meant.</param>
/// <param name="Code">The code that the same mistake has elsewhere.</param>
/// <param name="Sentence">What must stand there.</param>
public sealed record RowFinding(string? Column, string Code, string Sentence);

/// <summary>A member of a service's record that reads differently afterwards.</summary>
public sealed record Difference(string Member, System.Text.Json.JsonElement? Before, System.Text.Json.JsonElement? After);

/// <summary>A stretch of a file that was sent, compressed.</summary>
internal sealed class ImportPart
{
    public required ImportId ImportId { get; init; }
    public required int Number { get; init; }
    public required byte[] Packed { get; init; }
}

/// <summary>Which record of ours is a source's, and which version of it the source's words are.</summary>
internal sealed class ExternalId
{
    public const string Service = "service";
    public const string Organisation = "organisation";
    public const string Site = "site";

    public required string Source { get; init; }
    public required string Noun { get; init; }
    public required string Value { get; init; }
    public required Guid RecordId { get; init; }

    /// <summary>The record's version when the source last spoke. Where an editor has written a later one, the source no longer has its way.</summary>
    public required long Version { get; set; }
}
