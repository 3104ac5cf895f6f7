using IntegratedCare.Kernel.Mail;
using IntegratedCare.Kernel.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace IntegratedCare.Ledger.Reminders;

/// <summary>Notes which reminders are due and sends them. Any number of replicas do so at once, each may die at any line, and nobody is told twice.</summary>
/// <remarks>Claim, send, note. Before the server is given a mail that is noted too: where the note that it took it is missing, nobody sends it again.</remarks>
internal sealed partial class ReminderRelay(
    IServiceScopeFactory scopes, SmtpPost post, IOptions<SendingPolicy> sending, TimeProvider time, ILogger<ReminderRelay> logger)
    : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan NoteEvery = TimeSpan.FromMinutes(10);

    // Beyond the longest conversation: what is still claimed then is nobody's.
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!post.HasServer)
        {
            RemindersWait(logger);
            return;
        }

        using var timer = new PeriodicTimer(LookEvery);
        var noted = TimeSpan.Zero;
        var started = System.Diagnostics.Stopwatch.StartNew();
        do
        {
            try
            {
                if (noted == TimeSpan.Zero || started.Elapsed - noted > NoteEvery)
                {
                    await NoteDueAsync(stoppingToken);
                    noted = started.Elapsed;
                }

                while (await SendNextAsync(stoppingToken)) { }
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Postponed(logger, e.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    internal async Task NoteDueAsync(CancellationToken stoppingToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<LedgerDb>();
        await ReminderClaim.LetGoOfLeftAsync(db, sending.Value.AttemptsMax, time.GetUtcNow(), stoppingToken);
        await scope.ServiceProvider.GetRequiredService<ReminderBook>().NoteDueAsync(stoppingToken);
    }

    /// <summary>Sends the next reminder that is due; false where none is.</summary>
    internal async Task<bool> SendNextAsync(CancellationToken stoppingToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<LedgerDb>();
        var now = time.GetUtcNow();
        var claim = await ReminderClaim.TakeAsync(db, post.ConversationMax + Grace, now, stoppingToken);
        if (claim is null) return false;

        var reminder = claim.Reminder;
        var fund = await db.Funds.AsNoTracking().SingleAsync(f => f.Code == reminder.FundCode, stoppingToken);
        var contact = await db.FinanceContacts.AsNoTracking().SingleOrDefaultAsync(c => c.OrganisationCode == reminder.Partner, stoppingToken);
        var open = (await ReminderBook.OpenAsync(db, fund, LondonTime.DateOf(now), stoppingToken))
            .Where(each => each.Instalment.Partner == reminder.Partner && each.Instalment.DueOn == reminder.DueOn).ToList();
        if (contact is null || open.Count == 0)
        {
            await claim.NoteObsoleteAsync(now);
            return true;
        }

        try
        {
            using var mail = ReminderMail.Of(reminder, fund, open, new(contact.EmailAddress), post);
            await post.SendAsync(mail, () => claim.NoteGiven(time.GetUtcNow()), stoppingToken);
            await claim.NoteSentAsync(time.GetUtcNow());
            Sent(logger, reminder.Id.Value);
        }
        catch (UnsureWhetherSentException e)
        {
            await claim.NoteUncertainAsync(SendingFailure.ReasonOf(e), time.GetUtcNow());
            Failed(logger, reminder.Id.Value, SendingFailure.ReasonOf(e));
        }
        catch (Exception e) when (e is not ClaimLostException && !stoppingToken.IsCancellationRequested)
        {
            await claim.NoteFailedAsync(SendingFailure.ReasonOf(e), SendingFailure.IsForGood(e), sending.Value, time.GetUtcNow());
            Failed(logger, reminder.Id.Value, SendingFailure.ReasonOf(e));
        }

        return true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail:Smtp:Host is not set: reminders are not sent")]
    private static partial void RemindersWait(ILogger logger);

    [LoggerMessage(Level = LogLevel.Information, Message = "Reminder {ReminderId} was sent")]
    private static partial void Sent(ILogger logger, Guid reminderId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Reminder {ReminderId} was not sent: {Reason}")]
    private static partial void Failed(ILogger logger, Guid reminderId, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The reminders wait: {Reason}")]
    private static partial void Postponed(ILogger logger, string reason);
}
