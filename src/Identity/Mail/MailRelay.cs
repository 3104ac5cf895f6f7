using IntegratedCare.Kernel.Mail;
using IntegratedCare.Kernel.PersonalData;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace IntegratedCare.Identity.Mail;

/// <summary>Sends what waits in the queue. Any number of replicas do so at once.</summary>
/// <remarks>
/// A mail is claimed before it is sent: the claim counts the attempt and hides the mail for a while, so that a server which never answers, or
/// a process that dies, holds up nothing and is not tried without end. A process that dies between the server's answer and the note of it
/// sends the mail twice, under one message id.
/// </remarks>
internal sealed class MailRelay(
    IServiceScopeFactory scopes, SmtpPost post, IOptions<SendingPolicy> policy, TimeProvider time, ILogger<MailRelay> logger)
    : BackgroundService
{
    private const int FlightMax = 10;

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ClaimedFor = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!post.HasServer)
        {
            logger.MailsWait();
            return;
        }

        using var timer = new PeriodicTimer(LookEvery, TimeProvider.System);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (await RelayFlightAsync(stoppingToken) == FlightMax) { }
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                logger.MailsPostponed(e.GetType().Name);
            }
        }
    }

    private async Task<int> RelayFlightAsync(CancellationToken stoppingToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();
        var cipher = scope.ServiceProvider.GetRequiredService<PersonalDataCipher>();
        var now = time.GetUtcNow();
        var flight = await db.Mails.FromSql($"""
            update mails set attempts = attempts + 1, next_attempt_at = {now + ClaimedFor}
            where id in (
              select id from mails where sent_at is null and failed_at is null and next_attempt_at <= {now}
              order by next_attempt_at limit {FlightMax} for update skip locked)
            returning *
            """).ToListAsync(stoppingToken);
        foreach (var mail in flight)
        {
            await SendAsync(mail, cipher, stoppingToken);
            await db.SaveChangesAsync(stoppingToken);
        }

        return flight.Count;
    }

    private async Task SendAsync(QueuedMail mail, PersonalDataCipher cipher, CancellationToken stoppingToken)
    {
        try
        {
            using var message = MailMessage.Of(mail.Id, mail.Open(cipher), post);
            await post.SendAsync(message, beforeData: null, stoppingToken);
            mail.Sent(time.GetUtcNow());
            logger.MailSent(mail.Id.Value, mail.Kind);
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            var reason = SendingFailure.ReasonOf(e);
            mail.Failed(reason, SendingFailure.IsForGood(e), policy.Value, time.GetUtcNow());
            logger.MailFailed(mail.Id.Value, mail.Kind, mail.Attempts, reason);
        }
    }
}

internal static partial class MailLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail:Smtp:Host is not set: mails are kept and not sent")]
    public static partial void MailsWait(this ILogger logger);

    [LoggerMessage(Level = LogLevel.Information, Message = "Mail {MailId} ({Kind}) was sent")]
    public static partial void MailSent(this ILogger logger, Guid mailId, MailKind kind);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {MailId} ({Kind}) was not sent at attempt {Attempt}: {Reason}")]
    public static partial void MailFailed(this ILogger logger, Guid mailId, MailKind kind, int attempt, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The mails wait: {Reason}")]
    public static partial void MailsPostponed(this ILogger logger, string reason);
}
