using System.ComponentModel.DataAnnotations;
using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.History;
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
    /// <remarks>Also where the place has said nothing yet, an editor says from which version: the rules that held until then are version 0.</remarks>
    public static async Task<Ok<SettingsView>> Handle(
        PutSettingsRequest request, HttpContext http, Caller caller, Purpose purpose, DirectoryDb db, TimeProvider time,
        CancellationToken cancellationToken)
    {
        await db.RequireCuratorAsync(caller, cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.HoldAsync(RecordLock.Settings, cancellationToken);
        var standing = await db.Settings.SingleOrDefaultAsync(cancellationToken);
        ServiceVersion.Check(http.Request, caller, standing?.Version ?? PlaceSettings.Default.Version);

        var before = standing is null ? null : SettingsView.Of(standing);
        var settings = standing ?? PlaceSettings.AsUntilNow();
        if (settings.Amend(request))
        {
            if (standing is null) db.Settings.Add(settings);
            db.RecordChanges.Add(RecordChange.Of(
                PlaceSettings.HistoryId, settings.Version, before, SettingsView.Of(settings), Author.Of(caller), time.GetUtcNow()));
            db.RecordAccess(caller, purpose, "settings.put", "settings", "place");
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        http.Response.Headers.ETag = ServiceVersion.TagOf(settings.Version);
        return TypedResults.Ok(SettingsView.Of(settings));
    }
}
