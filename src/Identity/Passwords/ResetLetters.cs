using System.Security.Cryptography;
using IntegratedCare.Identity.Accounts;
using IntegratedCare.Identity.Mail;
using IntegratedCare.Identity.OneTimeTokens;
using IntegratedCare.Kernel.PersonalData;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace IntegratedCare.Identity.Passwords;

/// <summary>Answers requests for a reset, where the address has an account that may sign in: with a link that makes earlier ones worthless.</summary>
internal sealed class ResetLetters(
    IServiceScopeFactory scopes, IOptions<AccountPolicy> policy, TimeProvider time, ILogger<ResetLetters> logger) : BackgroundService
{
    private const int FlightMax = 20;

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery, TimeProvider.System);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (await AnswerFlightAsync(stoppingToken) == FlightMax) { }
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                logger.ResetsPostponed(e.GetType().Name);
            }
        }
    }

    private async Task<int> AnswerFlightAsync(CancellationToken stoppingToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var db = services.GetRequiredService<IdentityDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(stoppingToken);
        var flight = await db.ResetRequests
            .FromSql($"select * from reset_requests order by id limit {FlightMax} for update skip locked").ToListAsync(stoppingToken);
        if (flight.Count == 0) return 0;

        foreach (var request in flight)
        {
            try
            {
                await AnswerAsync(request, services, stoppingToken);
            }
            catch (CryptographicException)
            {
                // Asked under a key that is gone: it must not stand in the others' way, and can be asked again.
                logger.ResetUnreadable(request.Id);
            }
        }

        db.ResetRequests.RemoveRange(flight);
        await db.SaveChangesAsync(stoppingToken);
        await transaction.CommitAsync(stoppingToken);
        return flight.Count;
    }

    private async Task AnswerAsync(ResetRequest request, IServiceProvider services, CancellationToken stoppingToken)
    {
        var (db, cipher) = (services.GetRequiredService<IdentityDb>(), services.GetRequiredService<PersonalDataCipher>());
        var hash = AccountLookup.EmailOf(request.Email(cipher), cipher);
        var account = await db.Accounts.SingleOrDefaultAsync(
            known => known.NormalizedEmail == hash && known.SuspendedAt == null, stoppingToken);
        if (account is null) return;

        await services.GetRequiredService<TokenDesk>().VoidAsync(account.Id, TokenUse.ResetPassword, stoppingToken);
        var (token, secret) = OneTimeToken.ToResetPassword(account, time.GetUtcNow() + policy.Value.ResetLifetime);
        db.OneTimeTokens.Add(token);
        var link = services.GetRequiredService<MailLinks>().To("/account/password-reset", secret);
        services.GetRequiredService<Mails>().Queue(account, Letters.PasswordReset(link, token.ExpiresAt));
    }
}

internal static partial class ResetLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Request {RequestId} for a password reset cannot be read and is dropped")]
    public static partial void ResetUnreadable(this ILogger logger, Guid requestId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Requests for a password reset wait: {Reason}")]
    public static partial void ResetsPostponed(this ILogger logger, string reason);
}
