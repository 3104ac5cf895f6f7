using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Settings;

public sealed record PutSettingsRequest([Range(1, 60)] int HoldMinutes, [Range(1, 366)] int BookingHorizonDays);

public sealed record SettingsPut(int HoldMinutes, int BookingHorizonDays, PutOutcome Outcome);

internal static class PutSettings
{
    public static async Task<Ok<SettingsPut>> Handle(
        PutSettingsRequest request, Caller caller, Purpose purpose, SchedulingDb db, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var (hold, horizon) = (request.HoldMinutes, request.BookingHorizonDays);
        var known = await db.Settings.AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        var outcome = known is null ? PutOutcome.Added
            : (known.HoldMinutes, known.BookingHorizonDays) == (hold, horizon) ? PutOutcome.Unchanged
            : PutOutcome.Changed;

        // One statement, so that two loaders at once cannot trip over the one row.
        await db.Database.ExecuteSqlAsync(
            $"""
             INSERT INTO place_settings (id, hold_minutes, booking_horizon_days) VALUES ({PlaceSettings.OnlyId}, {hold}, {horizon})
             ON CONFLICT (id) DO UPDATE SET hold_minutes = excluded.hold_minutes, booking_horizon_days = excluded.booking_horizon_days
             """, cancellationToken);
        if (outcome != PutOutcome.Unchanged) db.RecordAccess(caller, purpose, "settings.put", "settings", "place");
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(new SettingsPut(hold, horizon, outcome));
    }
}
