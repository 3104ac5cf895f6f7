using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Settings;

internal static class ReadSettings
{
    public static async Task<Ok<SettingsView>> Handle(DirectoryDb db, CancellationToken cancellationToken) =>
        TypedResults.Ok(SettingsView.Of(await db.PlaceSettingsAsync(cancellationToken)));

    /// <summary>What the place has said, or what holds until it says something.</summary>
    public static async Task<PlaceSettings> PlaceSettingsAsync(this DirectoryDb db, CancellationToken cancellationToken) =>
        await db.Settings.AsNoTracking().SingleOrDefaultAsync(cancellationToken) ?? PlaceSettings.Default;
}
