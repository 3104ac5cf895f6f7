using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Mail;
using IntegratedCare.Scheduling.Bookings;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Messages;

/// <summary>Another process has the message in hand, or the booking is another by now.</summary>
internal sealed class ClaimLostException() : Exception("The message is no longer this process's to send.");

/// <summary>One attempt of one process to send a message. Each of its notes holds only as long as the attempt is the one that stands.</summary>
internal sealed class SendingClaim
{
    private static readonly Caller Itself = new("client:scheduling", "Scheduling", "scheduling", null, null);

    private readonly SchedulingDb db;

    private SendingClaim(SchedulingDb db, Message message) => (this.db, Message) = (db, message);

    public Message Message { get; }

    /// <summary>The message that has waited longest; null where none waits. Of one booking only one is sent at a time, so that they come in order.</summary>
    public static async Task<SendingClaim?> TakeAsync(SchedulingDb db, TimeSpan lease, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var taken = await db.Messages.FromSql(
            $"""
             UPDATE messages SET state = 'Claimed', state_since = {now}, claim = {Guid.NewGuid()}, claimed_until = {now + lease}, given_at = NULL,
                 attempts = attempts + 1
             WHERE id = (
                 SELECT m.id FROM messages m
                 WHERE m.state = 'Waiting' AND m.channel <> 'Letter' AND m.next_attempt_at <= {now}
                     AND NOT EXISTS (SELECT FROM messages other WHERE other.booking = m.booking AND other.state = 'Claimed')
                 ORDER BY m.next_attempt_at, m.id LIMIT 1 FOR UPDATE SKIP LOCKED)
             RETURNING *
             """).AsNoTracking().ToListAsync(cancellationToken);
        return taken is [var message] ? new(db, message) : null;
    }

    /// <summary>
    /// Lets go of what processes left behind when they died: what the server was given nothing of waits again, of everything else nobody knows whether it
    /// was sent. How many there were.
    /// </summary>
    public static Task<int> LetGoOfLeftAsync(SchedulingDb db, int attemptsMax, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"""
             UPDATE messages SET state_since = {now}, claimed_until = NULL, next_attempt_at = {now}, last_failure = 'LeftBehind',
                 state = CASE WHEN given_at IS NOT NULL THEN 'Uncertain' WHEN attempts >= {attemptsMax} THEN 'Failed' ELSE 'Waiting' END,
                 claim = CASE WHEN given_at IS NOT NULL THEN claim END
             WHERE state = 'Claimed' AND claimed_until <= {now}
             """, cancellationToken);

    /// <summary>The server is about to be given the message. From here on nobody sends it again without an operator's word, unless the server refuses it.</summary>
    /// <remarks>It waits for the database where the mail client calls back, which knows no other way.</remarks>
    /// <exception cref="ClaimLostException">It may not be given.</exception>
    public void NoteGiven(DateTimeOffset now)
    {
        var noted = db.Database.ExecuteSql(
            $"""
             UPDATE messages m SET given_at = {now}
             WHERE m.id = {Message.Id.Value} AND m.state = 'Claimed' AND m.claim = {Message.Claim}
                 AND EXISTS (SELECT FROM bookings b WHERE b.id = m.booking AND b.sequence = m.booking_sequence AND b.erased_at IS NULL)
             """);
        if (noted == 0) throw new ClaimLostException();
    }

    /// <summary>The server has taken it. True also where somebody has found the attempt left behind meanwhile, for whoever sent it knows better.</summary>
    public async Task NoteSentAsync(Booking booking, DateTimeOffset now)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(CancellationToken.None);
        var noted = await db.Database.ExecuteSqlAsync(
            $"""
             UPDATE messages SET state = 'Sent', state_since = {now}, claimed_until = NULL, last_failure = NULL
             WHERE id = {Message.Id.Value} AND claim = {Message.Claim} AND state IN ('Claimed', 'Uncertain')
             """, CancellationToken.None);
        if (noted > 0)
        {
            db.RecordAccess(Itself, Purpose.Administration, "message.sent", "booking", $"{booking.Id.Value}", booking.PersonKey);
            await db.SaveChangesAsync(CancellationToken.None);
        }

        await transaction.CommitAsync(CancellationToken.None);
    }

    public Task NoteUncertainAsync(string why, DateTimeOffset now) => db.Database.ExecuteSqlAsync(
        $"""
         UPDATE messages SET state = 'Uncertain', state_since = {now}, claimed_until = NULL, last_failure = {why}
         WHERE id = {Message.Id.Value} AND claim = {Message.Claim} AND state = 'Claimed'
         """, CancellationToken.None);

    /// <summary>The server will never take it: a letter takes its place, once, and why is kept with what it replaces. False where the claim is lost.</summary>
    /// <remarks>One statement: whoever dies has done both or neither. What was replaced is at its end, so no operator has it sent as well.</remarks>
    public async Task<bool> ReplaceByLetterAsync(string why, DateTimeOffset now)
    {
        var replaced = await db.Database.SqlQuery<bool>(
            $"""
             WITH replaced AS (
                 UPDATE messages SET state = 'Replaced', state_since = {now}, claim = NULL, claimed_until = NULL, given_at = NULL, last_failure = {why}
                 WHERE id = {Message.Id.Value} AND claim = {Message.Claim} AND state IN ('Claimed', 'Uncertain')
                 RETURNING booking, kind, booking_sequence),
             letter AS (
                 INSERT INTO messages (id, booking, kind, booking_sequence, channel, created_at, state, state_since, next_attempt_at, attempts)
                 SELECT {MessageId.New().Value}, booking, kind, booking_sequence, 'Letter', {now}, 'Waiting', {now}, {now}, 0 FROM replaced
                 ON CONFLICT (booking, kind, booking_sequence, channel) DO NOTHING)
             SELECT true AS "Value" FROM replaced
             """).ToListAsync(CancellationToken.None);
        return replaced.Count > 0;
    }

    /// <summary>The server has not taken it: it is tried again after a doubling wait, as often as the policy says.</summary>
    public Task NoteFailedAsync(string why, bool forGood, SendingPolicy policy, DateTimeOffset now)
    {
        var state = forGood || Message.Attempts >= policy.AttemptsMax ? nameof(MessageState.Failed) : nameof(MessageState.Waiting);
        return EndAsync(state, now + policy.WaitAfter(Message.Attempts), Message.Attempts, why, now);
    }

    /// <summary>Nothing was tried: it waits as if it had not been taken.</summary>
    public Task PutBackAsync(DateTimeOffset until, DateTimeOffset now) =>
        EndAsync(nameof(MessageState.Waiting), until, Message.Attempts - 1, Message.LastFailure, now);

    public Task MakeObsoleteAsync(DateTimeOffset now) =>
        EndAsync(nameof(MessageState.Obsolete), now, Message.Attempts, Message.LastFailure, now);

    private Task<int> EndAsync(string state, DateTimeOffset nextAttemptAt, int attempts, string? lastFailure, DateTimeOffset now) =>
        db.Database.ExecuteSqlAsync(
            $"""
             UPDATE messages SET state = {state}, state_since = {now}, claim = NULL, claimed_until = NULL, given_at = NULL,
                 next_attempt_at = {nextAttemptAt}, attempts = {attempts}, last_failure = {lastFailure}
             WHERE id = {Message.Id.Value} AND claim = {Message.Claim} AND state IN ('Claimed', 'Uncertain')
             """, CancellationToken.None);
}
