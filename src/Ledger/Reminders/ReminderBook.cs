using IntegratedCare.Kernel.Time;
using IntegratedCare.Ledger.Contributions;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Settings;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Reminders;

/// <summary>Notes which reminders are due. Noted again they stay as they are, so it does not matter how often or how many do so at once.</summary>
internal sealed class ReminderBook(LedgerDb db, TimeProvider time)
{
    /// <summary>Who was not reminded for so long is not reminded any more: the ledger may have been put into use late.</summary>
    private const int DaysTooLate = 60;

    public async Task NoteDueAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var today = LondonTime.DateOf(now);
        var settings = await db.PlaceSettingsAsync(cancellationToken);
        var contacts = (await db.FinanceContacts.AsNoTracking().Select(c => c.OrganisationCode).ToListAsync(cancellationToken)).ToHashSet(StringComparer.Ordinal);
        var funds = await db.Funds.AsNoTracking().Where(f => db.AgreementEffects.Any(e => e.FundCode == f.Code)).ToListAsync(cancellationToken);
        foreach (var fund in funds.Where(f => f.FinancialYear.FirstDay <= today.AddDays(DaysTooLate) && f.FinancialYear.LastDay >= today.AddDays(-DaysTooLate)))
        {
            foreach (var open in await OpenAsync(db, fund, today, cancellationToken))
            {
                if (contacts.Contains(open.Instalment.Partner) && KindOn(today, open.Instalment.DueOn, settings) is { } kind)
                    await NoteAsync(open.Instalment, fund, kind, now, cancellationToken);
            }
        }
    }

    /// <summary>The instalments of which something is open at the end of the day.</summary>
    public static async Task<IReadOnlyList<SettledInstalment>> OpenAsync(LedgerDb db, Fund fund, DateOnly day, CancellationToken cancellationToken)
    {
        var versions = await db.AgreedByAsync(fund.Code, day, cancellationToken);
        var receipts = await db.ReceiptsAsync(fund.Code, day, cancellationToken);
        return
        [
            .. Schedule.Of(fund.FinancialYear, versions).Instalments.Where(i => i.AmountPence > 0 || i.DueOn <= day)
                .GroupBy(i => i.Partner)
                .SelectMany(ofPartner => Settlement.Of(ofPartner, receipts[ofPartner.Key]).Instalments)
                .Where(settled => settled.OpenPence > 0),
        ];
    }

    private static ReminderKind? KindOn(DateOnly today, DateOnly dueOn, PlaceSettings settings)
    {
        if (today >= dueOn.AddDays(-settings.ReminderDaysBefore) && today <= dueOn) return ReminderKind.Before;
        return today >= dueOn.AddDays(settings.ReminderDaysAfter) && today <= dueOn.AddDays(DaysTooLate) ? ReminderKind.After : null;
    }

    private Task<int> NoteAsync(Instalment due, Fund fund, ReminderKind kind, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"""
             INSERT INTO reminders (id, fund_code, partner, due_on, kind, state, state_since, next_attempt_at, attempts)
             VALUES ({ReminderId.New().Value}, {fund.Code}, {due.Partner}, {due.DueOn}, {kind.ToString()}, 'Waiting', {now}, {now}, 0)
             ON CONFLICT (fund_code, partner, due_on, kind) DO NOTHING
             """, cancellationToken);
}
