using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.Kernel.Ids;

namespace IntegratedCare.DirectoryOfServices.History;

public readonly record struct RecordChangeId(Guid Value) : IEntityId<RecordChangeId>
{
    public static RecordChangeId New() => new(Guid.CreateVersion7());
    public static RecordChangeId From(Guid value) => new(value);
}

/// <summary>One change of an organisation, a site, a taxonomy, the place or its settings: who, when, and how it read before and after. Written once, never altered.</summary>
/// <remarks>A service keeps its own history, which says more of each change: <see cref="ServiceChange"/>.</remarks>
internal sealed class RecordChange
{
    private RecordChange()
    {
    }

    public required RecordChangeId Id { get; init; }
    public required Guid RecordId { get; init; }
    public required long Version { get; init; }
    public required DateTimeOffset ChangedAt { get; init; }
    public required string ChangedBy { get; init; }
    public string? Role { get; init; }
    public string? OrganisationCode { get; init; }
    public string? Before { get; init; }    // null: it stands for the first time
    public required string After { get; init; }

    /// <param name="record">The id of what changed.</param>
    /// <param name="version">The version that the change made.</param>
    /// <param name="before">How callers saw it before; null where it stands for the first time.</param>
    /// <param name="after">How they see it now.</param>
    /// <param name="author">Who answers for it.</param>
    /// <param name="now">When.</param>
    public static RecordChange Of<TView>(Guid record, long version, TView? before, TView after, Author author, DateTimeOffset now)
        where TView : class => new()
    {
        Id = RecordChangeId.New(),
        RecordId = record,
        Version = version,
        ChangedAt = now,
        ChangedBy = author.Subject,
        Role = author.Role,
        OrganisationCode = author.OrganisationCode,
        Before = before is null ? null : JsonColumn.Write(before),
        After = JsonColumn.Write(after),
    };
}
