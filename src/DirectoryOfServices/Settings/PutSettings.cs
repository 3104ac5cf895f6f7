using System.ComponentModel.DataAnnotations;
using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Settings;

/// <summary>The rules, whole.</summary>
public sealed record PutSettingsRequest
{
    /// <summary>After how many months without assurance an entry is overdue.</summary>
    [Range(1, PlaceSettings.AssuranceMonthsMax)] public required int AssuranceMonths { get; init; }

    /// <summary>Whether the web addresses of entries are opened from time to time.</summary>
    public bool FetchLinks { get; init; }
}

/// <summary>The rules that hold.</summary>
public sealed record SettingsView(int AssuranceMonths, bool FetchLinks)
{
    internal static SettingsView Of(PlaceSettings settings) => new(settings.AssuranceMonths, settings.FetchLinks);
}

internal static class PutSettings
{
    public static async Task<Ok<SettingsView>> Handle(
        PutSettingsRequest request, Caller caller, Purpose purpose, DirectoryDb db, CancellationToken cancellationToken)
    {
        await db.RequireCuratorAsync(caller, cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var (months, fetch) = (request.AssuranceMonths, request.FetchLinks);

        // One statement, so that two at once cannot trip over the one row; it writes where something changes.
        var written = await db.Database.ExecuteSqlAsync(
            $"""
             insert into place_settings as standing (id, assurance_months, fetch_links) values ({PlaceSettings.OnlyId}, {months}, {fetch})
             on conflict (id) do update set assurance_months = excluded.assurance_months, fetch_links = excluded.fetch_links
             where (standing.assurance_months, standing.fetch_links) <> (excluded.assurance_months, excluded.fetch_links)
             """, cancellationToken);
        if (written > 0) db.RecordAccess(caller, purpose, "settings.put", "settings", "place");
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(new SettingsView(months, fetch));
    }
}
