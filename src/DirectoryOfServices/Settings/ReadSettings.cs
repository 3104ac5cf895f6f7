using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.History;
using IntegratedCare.Kernel.Paging;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Settings;

internal static class ReadSettings
{
    public static async Task<Ok<SettingsView>> Handle(HttpResponse response, DirectoryDb db, CancellationToken cancellationToken)
    {
        var settings = await db.PlaceSettingsAsync(cancellationToken);
        response.Headers.ETag = ServiceVersion.TagOf(settings.Version);
        return TypedResults.Ok(SettingsView.Of(settings));
    }

    /// <summary>What the place has said, or what holds until it says something.</summary>
    public static async Task<PlaceSettings> PlaceSettingsAsync(this DirectoryDb db, CancellationToken cancellationToken) =>
        await db.Settings.AsNoTracking().SingleOrDefaultAsync(cancellationToken) ?? PlaceSettings.Default;
}

/// <summary>The changes of the place's rules, latest first.</summary>
internal static class ReadSettingsHistory
{
    public static Task<Ok<Page<RecordChangeView>>> Handle(
        [AsParameters] PageRequest paging, DirectoryDb db, CancellationToken cancellationToken) =>
        ReadRecordHistory.Handle(PlaceSettings.HistoryId, paging, db, cancellationToken);
}
