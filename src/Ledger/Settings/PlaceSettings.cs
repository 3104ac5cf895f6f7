using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Settings;

/// <summary>The place's own rules of its funds, loaded with the place.</summary>
internal sealed class PlaceSettings
{
    public const int OnlyId = 1;

    /// <summary>What holds until the place says otherwise. The two days are those of section 75 agreements' usual terms.</summary>
    public static readonly PlaceSettings Default = new()
    {
        InvoiceDaysBefore = 30, ReminderDaysBefore = 7, ReminderDaysAfter = 7, NotifyEffectsBy = new(12, 31), AgreeBudgetBy = new(2, 28),
    };

    public int Id { get; private init; } = OnlyId;

    /// <summary>How long before its day an instalment is invoiced.</summary>
    public required int InvoiceDaysBefore { get; set; }

    /// <summary>How long before its day a partner is reminded of an instalment that is not paid.</summary>
    public required int ReminderDaysBefore { get; set; }

    /// <summary>How long after its day a partner is reminded again.</summary>
    public required int ReminderDaysAfter { get; set; }

    /// <summary>By when partners tell one another of material effects on next year's contributions.</summary>
    public required DayOfYear NotifyEffectsBy { get; set; }

    /// <summary>By when next year's budget is agreed.</summary>
    public required DayOfYear AgreeBudgetBy { get; set; }
}

/// <summary>Reads the place's rules.</summary>
internal static class ReadSettings
{
    public static async Task<PlaceSettings> PlaceSettingsAsync(this LedgerDb db, CancellationToken cancellationToken) =>
        await db.Settings.AsNoTracking().SingleOrDefaultAsync(cancellationToken) ?? PlaceSettings.Default;
}
