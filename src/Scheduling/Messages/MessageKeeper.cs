using IntegratedCare.Kernel.Mail;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Scheduling.Bookings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace IntegratedCare.Scheduling.Messages;

/// <summary>Reminds people of their appointments, lets go of what dead processes left behind, and retires what the bookings have overtaken.</summary>
/// <remarks>Every replica does; each takes what no other has in hand.</remarks>
internal sealed partial class MessageKeeper(
    IServiceScopeFactory scopes, IOptions<MessagesPolicy> policy, IOptions<SendingPolicy> sending, TimeProvider time, ILogger<MessageKeeper> logger)
    : BackgroundService
{
    internal const int BatchMax = 100;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    // Who was told that lately needs no reminder yet.
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAfterAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Postponed(logger, e.GetType().Name);
            }
        }
    }

    internal async Task LookAfterAsync(CancellationToken cancellationToken)
    {
        await using (var scope = scopes.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<SchedulingDb>();
            var left = await SendingClaim.LetGoOfLeftAsync(db, sending.Value.AttemptsMax, time.GetUtcNow(), cancellationToken);
            if (left > 0) Left(logger, left);
            while (await RetireAsync(db, time.GetUtcNow(), cancellationToken) == BatchMax) { }
        }

        while (await RemindAsync(cancellationToken) == BatchMax) { }
    }

    // The same rule as Message.IsOvertaken, for all that wait.
    private static Task<int> RetireAsync(SchedulingDb db, DateTimeOffset now, CancellationToken cancellationToken) => db.Database.ExecuteSqlAsync(
        $"""
         UPDATE messages SET state = 'Obsolete', state_since = {now} WHERE id IN (
             SELECT m.id FROM messages m JOIN bookings b ON b.id = m.booking
             WHERE m.state = 'Waiting' AND (b.erased_at IS NOT NULL OR b.sequence <> m.booking_sequence
                 OR b.starts_at + CASE WHEN m.kind = 'Cancelled' THEN interval '1 day' ELSE interval '0' END <= {now})
             ORDER BY m.id LIMIT {BatchMax} FOR UPDATE OF m SKIP LOCKED)
         """, cancellationToken);

    /// <summary>One batch of bookings that are to be reminded of; how many.</summary>
    private async Task<int> RemindAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SchedulingDb>();
        var messages = scope.ServiceProvider.GetRequiredService<PersonMessages>();
        var now = time.GetUtcNow();

        // Days are London's: an appointment of Thursday is reminded of from Monday's midnight, whatever the clocks do between.
        var until = LondonTime.StartOf(LondonTime.DateOf(now).AddDays(policy.Value.ReminderDays + 1));
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var locked = await db.Database.SqlQuery<Guid>(
            $"""
             SELECT b.id AS "Value" FROM bookings b
             WHERE b.status = 'Confirmed' AND b.erased_at IS NULL AND b.ends_at > {now} AND b.ends_at < {until.AddDays(1)}
                 AND b.starts_at > {now} AND b.starts_at < {until}
                 AND NOT EXISTS (SELECT FROM messages m WHERE m.booking = b.id AND m.kind = 'Reminder' AND m.booking_sequence = b.sequence)
                 AND EXISTS (SELECT FROM booking_history h WHERE h.booking = b.id AND h.sequence = b.sequence AND h.at <= {now - Fresh})
             ORDER BY b.ends_at, b.id LIMIT {BatchMax} FOR UPDATE OF b SKIP LOCKED
             """).ToListAsync(cancellationToken);
        var ids = locked.Select(id => new BookingId(id)).ToList();

        // Another replica may have let go of one just now, with its reminder made.
        var due = await db.Bookings
            .Where(b => ids.Contains(b.Id)
                && !db.Messages.Any(m => m.Booking == b.Id && m.Kind == MessageKind.Reminder && m.BookingSequence == b.Sequence))
            .ToListAsync(cancellationToken);
        foreach (var booking in due) messages.Queue(booking, MessageKind.Reminder);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return locked.Count;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} messages were left behind by processes that ended")]
    private static partial void Left(ILogger logger, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Looking after the messages is postponed: {Reason}")]
    private static partial void Postponed(ILogger logger, string reason);
}
