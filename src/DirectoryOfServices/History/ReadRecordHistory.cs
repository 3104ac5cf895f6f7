using System.Text.Json;
using IntegratedCare.Kernel.Paging;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.History;

/// <summary>One change of a record: who answers for it, and how the record read before and after.</summary>
public sealed record RecordChangeView(
    long Version,
    DateTimeOffset ChangedAt,
    string ChangedBy,
    string? Role,
    string? OrganisationCode,
    JsonElement? Before,
    JsonElement After)
{
    internal static RecordChangeView Of(RecordChange change) => new(
        change.Version, change.ChangedAt, change.ChangedBy, change.Role, change.OrganisationCode,
        change.Before is { } before ? JsonElement.Parse(before) : null, JsonElement.Parse(change.After));
}

/// <summary>The changes of one organisation, site, taxonomy, the place or its settings, latest first; none for a record that never stood.</summary>
internal static class ReadRecordHistory
{
    public static async Task<Ok<Page<RecordChangeView>>> Handle(
        Guid id, [AsParameters] PageRequest paging, DirectoryDb db, CancellationToken cancellationToken)
    {
        var page = await db.RecordChanges.AsNoTracking()
            .Where(c => c.RecordId == id)
            .OrderByDescending(c => c.Version)
            .ToPageAsync(paging, cancellationToken);
        return TypedResults.Ok(new Page<RecordChangeView>(
            [.. page.Items.Select(RecordChangeView.Of)], page.Number, page.PageSize, page.Total));
    }
}
