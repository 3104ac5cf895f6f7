using IntegratedCare.Identity.Devices;
using IntegratedCare.Identity.Mail;
using IntegratedCare.Identity.Sessions;
using IntegratedCare.Kernel.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace IntegratedCare.Identity.Accounts;

/// <summary>Forgets what has ended long enough ago: sessions, used links, ended invitations, mails, browsers not seen any more, who had an account.</summary>
internal sealed class AccountSweeper(
    IServiceScopeFactory scopes, IOptions<SessionPolicy> sessions, IOptions<AccountPolicy> accounts, IOptions<MailPolicy> mails,
    SmtpPost post, TimeProvider time, ILogger<AccountSweeper> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                logger.SweepPostponed(e.GetType().Name);
            }
        }
    }

    internal async Task SweepAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();
        var now = time.GetUtcNow();

        var sessionsBefore = now - sessions.Value.KeptAfterEnd;
        await db.Sessions
            .Where(session => session.EndsAt < sessionsBefore || session.IdleEndsAt < sessionsBefore || session.EndedAt < sessionsBefore)
            .ExecuteDeleteAsync(cancellationToken);

        var endedBefore = now - accounts.Value.EndedKeptFor;
        await db.OneTimeTokens.Where(token => token.ExpiresAt < endedBefore).ExecuteDeleteAsync(cancellationToken);
        await db.Invitations
            .Where(invitation => invitation.AcceptedAt < endedBefore || invitation.WithdrawnAt < endedBefore || invitation.ExpiresAt < endedBefore)
            .ExecuteDeleteAsync(cancellationToken);

        // A mail that still waits is not forgotten, except where nobody ever sends any.
        var mailsBefore = now - mails.Value.KeptFor;
        var isSending = post.HasServer;
        await db.Mails
            .Where(mail => mail.CreatedAt < mailsBefore && (!isSending || mail.SentAt != null || mail.FailedAt != null))
            .ExecuteDeleteAsync(cancellationToken);

        await scope.ServiceProvider.GetRequiredService<KnownDevices>().SweepAsync(cancellationToken);
        await scope.ServiceProvider.GetRequiredService<AccountErasure>().SweepAsync(cancellationToken);
    }
}

internal static partial class SweepLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Sweeping of ended sessions and links is postponed: {Reason}")]
    public static partial void SweepPostponed(this ILogger logger, string reason);
}
