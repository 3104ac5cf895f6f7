using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Paging;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Reminders;

/// <summary>A reminder that somebody must decide on: whom it is for and for which day, and neither the address nor the words.</summary>
public sealed record TroubledReminder(
    Guid Id, string FundCode, string Partner, DateOnly DueOn, ReminderKind Kind, ReminderState State, DateTimeOffset StateSince, int Attempts,
    string? LastFailure)
{
    internal static TroubledReminder Of(Reminder reminder) => new(
        reminder.Id.Value, reminder.FundCode, reminder.Partner, reminder.DueOn, reminder.Kind, reminder.State, reminder.StateSince, reminder.Attempts,
        reminder.LastFailure);
}

/// <summary>Reminders that failed, and those of which nobody knows whether they were sent; the oldest first.</summary>
internal static class ListTroubledReminders
{
    private const string Uncertain = "uncertain";
    private const string Failed = "failed";

    /// <summary>Both kinds unless <c>state</c> names one.</summary>
    public static async Task<Ok<Page<TroubledReminder>>> Handle(
        [FromQuery, AllowedValues(null, Failed, Uncertain)] string? state, [AsParameters] PageRequest paging, LedgerDb db,
        CancellationToken cancellationToken)
    {
        var (failed, uncertain) = (state != Uncertain, state != Failed);
        var page = await db.Reminders.AsNoTracking()
            .Where(r => (failed && r.State == ReminderState.Failed) || (uncertain && r.State == ReminderState.Uncertain))
            .OrderBy(r => r.StateSince).ThenBy(r => r.Id).ToPageAsync(paging, cancellationToken);
        return TypedResults.Ok(new Page<TroubledReminder>([.. page.Items.Select(TroubledReminder.Of)], page.Number, page.PageSize, page.Total));
    }

    /// <summary>Takes the reminder for this transaction: of two who decide at once the second sees what the first decided.</summary>
    public static async Task<Reminder> TakeReminderAsync(this LedgerDb db, Guid id, CancellationToken cancellationToken)
    {
        var taken = await db.Reminders.FromSql($"SELECT * FROM reminders WHERE id = {id} FOR UPDATE").ToListAsync(cancellationToken);
        return taken.SingleOrDefault() ?? throw new DomainException(ReminderErrors.Unknown);
    }
}
