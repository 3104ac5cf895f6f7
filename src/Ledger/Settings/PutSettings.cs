using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Funds;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Settings;

/// <summary>The place's rules of its funds; what is not sent is as it is without rules of its own.</summary>
public sealed record PutSettingsRequest(
    [Range(0, 90)] int? InvoiceDaysBefore = null,
    [Range(1, 60)] int? ReminderDaysBefore = null,
    [Range(1, 60)] int? ReminderDaysAfter = null,
    [RegularExpression(DayOfYear.Pattern)] string? NotifyEffectsBy = null,
    [RegularExpression(DayOfYear.Pattern)] string? AgreeBudgetBy = null);

/// <summary>The rules as they hold from now on, and what sending them did.</summary>
public sealed record SettingsPutView(
    int InvoiceDaysBefore, int ReminderDaysBefore, int ReminderDaysAfter, string NotifyEffectsBy, string AgreeBudgetBy, PutOutcome Outcome);

internal static class PutSettings
{
    // One at a time: two loaders at once would both add the one row.
    private const long Lock = 7_501_975_103;

    public static async Task<Ok<SettingsPutView>> Handle(
        PutSettingsRequest request, Caller caller, Purpose purpose, LedgerDb db, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({Lock})", cancellationToken);
        var settings = await db.Settings.SingleOrDefaultAsync(cancellationToken);
        var outcome = PutOutcome.Unchanged;
        if (settings is null)
        {
            settings = Of(request);
            db.Settings.Add(settings);
            outcome = PutOutcome.Added;
        }
        else
        {
            db.Entry(settings).CurrentValues.SetValues(Of(request));
            if (db.ChangeTracker.HasChanges()) outcome = PutOutcome.Changed;
        }

        if (outcome != PutOutcome.Unchanged) db.RecordAccess(caller, purpose, "settings.put", "settings", "place");
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(new SettingsPutView(
            settings.InvoiceDaysBefore, settings.ReminderDaysBefore, settings.ReminderDaysAfter, settings.NotifyEffectsBy.ToString(),
            settings.AgreeBudgetBy.ToString(), outcome));
    }

    private static PlaceSettings Of(PutSettingsRequest request) => new()
    {
        InvoiceDaysBefore = request.InvoiceDaysBefore ?? PlaceSettings.Default.InvoiceDaysBefore,
        ReminderDaysBefore = request.ReminderDaysBefore ?? PlaceSettings.Default.ReminderDaysBefore,
        ReminderDaysAfter = request.ReminderDaysAfter ?? PlaceSettings.Default.ReminderDaysAfter,
        NotifyEffectsBy = DayOf(request.NotifyEffectsBy) ?? PlaceSettings.Default.NotifyEffectsBy,
        AgreeBudgetBy = DayOf(request.AgreeBudgetBy) ?? PlaceSettings.Default.AgreeBudgetBy,
    };

    private static DayOfYear? DayOf(string? text)
    {
        if (text is null) return null;
        return DayOfYear.TryParse(text, out var day)
            ? day
            : throw new DomainException(RequestErrors.Invalid, $"{text} is not a day of every year.");
    }
}
