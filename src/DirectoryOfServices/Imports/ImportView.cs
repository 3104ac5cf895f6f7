using IntegratedCare.DirectoryOfServices.CareServices;

namespace IntegratedCare.DirectoryOfServices.Imports;

/// <summary>An import: what was sent, how far it has come, and what it does to the directory.</summary>
/// <remarks><c>Refusal</c> says by its code why it failed or why it waits to be looked at; <c>Removable</c> how many open services its source has.</remarks>
public sealed record ImportView(
    Guid Id,
    ImportStatus Status,
    ImportFormat Format,
    string? Source,
    string? Feed,
    bool DryRun,
    RemovalRule Removals,
    ServiceCategory? Category,
    string SentBy,
    DateTimeOffset SentAt,
    string? AppliedBy,
    DateTimeOffset? ReportedAt,
    DateTimeOffset? EndedAt,
    int Rows,
    int Added,
    int Changed,
    int Removed,
    int Unchanged,
    int Rejected,
    int Removable,
    string? Refusal,
    string? RefusalDetail,
    int OrganisationsAdded,
    int OrganisationsChanged,
    int SitesAdded,
    int SitesChanged)
{
    internal static ImportView Of(Import import) => new(
        import.Id.Value, import.Status, import.Format, import.Source, import.Feed, import.DryRun, import.Removals, import.Category,
        import.SentBy, import.SentAt, import.AppliedBy, import.ReportedAt, import.EndedAt, import.Rows, import.Added, import.Changed,
        import.Removed, import.Unchanged, import.Rejected, import.Removable, import.Refusal, import.RefusalDetail,
        import.OrganisationsAdded, import.OrganisationsChanged, import.SitesAdded, import.SitesChanged);
}

/// <summary>What one row of an import does, or why it is left out.</summary>
public sealed record ImportRowView(
    int Row,
    string Key,
    string? Name,
    Guid? ServiceId,
    RowOutcome Outcome,
    IReadOnlyList<Difference> Differences,
    IReadOnlyList<RowFinding> Findings);
