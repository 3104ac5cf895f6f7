using IntegratedCare.Kernel.Mail;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Reminders;

/// <summary>Another process has the reminder in hand by now.</summary>
internal sealed class ClaimLostException() : Exception("The reminder is no longer this process's to send.");

/// <summary>One attempt of one process to send a reminder. Each of its notes holds only as long as the attempt is the one that stands.</summary>
internal sealed class ReminderClaim
{
    private readonly LedgerDb db;

    private ReminderClaim(LedgerDb db, Reminder reminder) => (this.db, Reminder) = (db, reminder);

    public Reminder Reminder { get; }

    /// <summary>The reminder that has waited longest; null where none waits.</summary>
    public static async Task<ReminderClaim?> TakeAsync(LedgerDb db, TimeSpan lease, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var taken = await db.Reminders.FromSql(
            $"""
             UPDATE reminders SET state = 'Claimed', state_since = {now}, claim = {Guid.NewGuid()}, claimed_until = {now + lease}, given_at = NULL,
                 attempts = attempts + 1
             WHERE id = (SELECT id FROM reminders WHERE state = 'Waiting' AND next_attempt_at <= {now}
                 ORDER BY next_attempt_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
             RETURNING *
             """).AsNoTracking().ToListAsync(cancellationToken);
        return taken is [var reminder] ? new(db, reminder) : null;
    }

    /// <summary>What a process left behind when it died: what the server was given nothing of waits again, of the rest nobody knows.</summary>
    public static Task<int> LetGoOfLeftAsync(LedgerDb db, int attemptsMax, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"""
             UPDATE reminders SET state_since = {now}, claimed_until = NULL, next_attempt_at = {now}, last_failure = 'LeftBehind',
                 state = CASE WHEN given_at IS NOT NULL THEN 'Uncertain' WHEN attempts >= {attemptsMax} THEN 'Failed' ELSE 'Waiting' END
             WHERE state = 'Claimed' AND claimed_until <= {now}
             """, cancellationToken);

    /// <summary>The server is about to be given it. From here on nobody sends it again, unless the server refuses it.</summary>
    /// <remarks>It waits for the database where the mail client calls back, which knows no other way.</remarks>
    public void NoteGiven(DateTimeOffset now)
    {
        var noted = db.Database.ExecuteSql(
            $"UPDATE reminders SET given_at = {now} WHERE id = {Reminder.Id.Value} AND state = 'Claimed' AND claim = {Reminder.Claim}");
        if (noted == 0) throw new ClaimLostException();
    }

    public Task NoteSentAsync(DateTimeOffset now) => EndAsync(ReminderState.Sent, why: null, now, now);

    public Task NoteUncertainAsync(string why, DateTimeOffset now) => EndAsync(ReminderState.Uncertain, why, now, now);

    public Task NoteObsoleteAsync(DateTimeOffset now) => EndAsync(ReminderState.Obsolete, why: null, now, now);

    /// <summary>The server has not taken it: it is tried again after a doubling wait, as often as the policy says.</summary>
    public Task NoteFailedAsync(string why, bool forGood, SendingPolicy policy, DateTimeOffset now) => EndAsync(
        forGood || Reminder.Attempts >= policy.AttemptsMax ? ReminderState.Failed : ReminderState.Waiting, why, now + policy.WaitAfter(Reminder.Attempts), now);

    // Also where somebody has found the attempt left behind meanwhile, for whoever sent it knows better.
    private Task<int> EndAsync(ReminderState state, string? why, DateTimeOffset nextAttemptAt, DateTimeOffset now) => db.Database.ExecuteSqlAsync(
        $"""
         UPDATE reminders SET state = {state.ToString()}, state_since = {now}, claimed_until = NULL, next_attempt_at = {nextAttemptAt},
             last_failure = {why}
         WHERE id = {Reminder.Id.Value} AND claim = {Reminder.Claim} AND state IN ('Claimed', 'Uncertain')
         """, CancellationToken.None);
}
