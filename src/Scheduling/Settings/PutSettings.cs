using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Scheduling.Slots;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Settings;

/// <summary>The place's booking rules; what is optional and not sent stays as it is.</summary>
public sealed record PutSettingsRequest(
    [Range(1, 60)] int HoldMinutes, [Range(1, 366)] int BookingHorizonDays, [MaxLength(400)] IReadOnlyList<DateOnly>? BankHolidays = null,
    [Range(1, 1000)] int? OpenHoldsMax = null, [Range(0, 20)] int? OverbookingsPerDay = null);

public sealed record SettingsPut(int HoldMinutes, int BookingHorizonDays, PutOutcome Outcome);

internal static class PutSettings
{
    public static async Task<Ok<SettingsPut>> Handle(
        PutSettingsRequest request, Caller caller, Purpose purpose, SchedulingDb db, CancellationToken cancellationToken)
    {
        if (request.BankHolidays?.All(DiaryDateAttribute.Holds) is false)
            throw new DomainException(RequestErrors.Invalid, "A bank holiday lies outside of what a diary can be kept for.");
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.HaveRotaAloneAsync(cancellationToken);
        var (hold, horizon) = (request.HoldMinutes, request.BookingHorizonDays);
        var known = await db.Settings.AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        DateOnly[] bankHolidays = [.. (request.BankHolidays ?? known?.BankHolidays ?? []).Distinct().Order()];
        var (holds, overbookings) = (
            request.OpenHoldsMax ?? known?.OpenHoldsMax ?? PlaceSettings.Default.OpenHoldsMax,
            request.OverbookingsPerDay ?? known?.OverbookingsPerDay ?? PlaceSettings.Default.OverbookingsPerDay);
        var outcome = known is null ? PutOutcome.Added
            : (known.HoldMinutes, known.BookingHorizonDays, known.OpenHoldsMax, known.OverbookingsPerDay) == (hold, horizon, holds, overbookings)
                 && known.BankHolidays.SequenceEqual(bankHolidays) ? PutOutcome.Unchanged
            : PutOutcome.Changed;

        // One statement, so that two loaders at once cannot trip over the one row.
        await db.Database.ExecuteSqlAsync(
            $"""
             INSERT INTO place_settings (id, hold_minutes, booking_horizon_days, bank_holidays, open_holds_max, overbookings_per_day)
             VALUES ({PlaceSettings.OnlyId}, {hold}, {horizon}, {bankHolidays}, {holds}, {overbookings})
             ON CONFLICT (id) DO UPDATE SET hold_minutes = excluded.hold_minutes, booking_horizon_days = excluded.booking_horizon_days,
                 bank_holidays = excluded.bank_holidays, open_holds_max = excluded.open_holds_max,
                 overbookings_per_day = excluded.overbookings_per_day
             """, cancellationToken);
        if (outcome != PutOutcome.Unchanged) db.RecordAccess(caller, purpose, "settings.put", "settings", "place");
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(new SettingsPut(hold, horizon, outcome));
    }
}
