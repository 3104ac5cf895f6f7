using IntegratedCare.PlaceLoader.Loading;
using IntegratedCare.PlaceLoader.PlaceData;
using IntegratedCare.PlaceLoader.Tables;

namespace IntegratedCare.PlaceLoader.LedgerSettings;

/// <summary>The place's days of its funds: invoices, reminders, and by when next year is told and agreed.</summary>
internal sealed record LedgerRules(
    RowReference Row, int InvoiceDaysBefore, int ReminderDaysBefore, int ReminderDaysAfter, string? NotifyEffectsBy, string? AgreeBudgetBy)
{
    public const string File = "ledger-settings.csv";

    public static readonly TableColumns Columns = new(
        ["invoice_days_before", "reminder_days_before", "reminder_days_after", "notify_effects_by", "agree_budget_by", Provenance.Column], [],
        MayBeMissing: true);

    public static LedgerRules Read(CsvRow row)
    {
        _ = Provenance.Read(row);
        return new(
            row.Reference,
            InvoiceDaysBefore: row.WholeNumber("invoice_days_before", 0, 90),
            ReminderDaysBefore: row.WholeNumber("reminder_days_before", 1, 60),
            ReminderDaysAfter: row.WholeNumber("reminder_days_after", 1, 60),
            NotifyEffectsBy: row.DayOfYear("notify_effects_by"),
            AgreeBudgetBy: row.DayOfYear("agree_budget_by"));
    }

    public static void Check(Place place, Findings findings)
    {
        if (place.LedgerRules.Count > 1) findings.Error(place.LedgerRules[1].Row, "the place has these rules once");
    }

    public static IEnumerable<Upsert> UpsertsOf(Place place) =>
        from rules in place.LedgerRules
        select new Upsert(
            "ledger settings",
            rules.Row,
            "api/ledger/settings",
            new { rules.InvoiceDaysBefore, rules.ReminderDaysBefore, rules.ReminderDaysAfter, rules.NotifyEffectsBy, rules.AgreeBudgetBy });
}
