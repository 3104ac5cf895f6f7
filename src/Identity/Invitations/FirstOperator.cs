using IntegratedCare.Identity.Accounts;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace IntegratedCare.Identity.Invitations;

/// <summary>Invites the operator of a new place, whom nobody else could: as long as no account is one, and no such invitation is open.</summary>
/// <remarks>It looks again and again, because the organisation comes with the place's data, which may be loaded later.</remarks>
internal sealed class FirstOperator(
    IServiceScopeFactory scopes, IOptions<AccountPolicy> policy, TimeProvider time, ILogger<FirstOperator> logger) : BackgroundService
{
    private const long InvitationLock = 7_501_975_103;
    private const string OperatorWish = """[{"Role":"operator"}]""";

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(15);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        var settings = policy.Value.FirstOperator;
        if (settings.Email is not null && !EmailAddress.TryParse(settings.Email, out _))
            throw new InvalidOperationException("Accounts:FirstOperator:Email is not an e-mail address.");
        if (settings.Email is not null && settings.Organisation is null)
            throw new InvalidOperationException("Accounts:FirstOperator:Organisation is missing: an operator acts for an organisation.");
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (policy.Value.FirstOperator is not { Email: not null }) return;

        using var timer = new PeriodicTimer(LookEvery, time);
        do
        {
            try
            {
                if (await LookAsync(stoppingToken)) return;
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                logger.OperatorWaits(e.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    // True once there is an operator, and nothing is left to do.
    private async Task<bool> LookAsync(CancellationToken stoppingToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(stoppingToken);
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({InvitationLock})", stoppingToken);
        if (await db.Memberships.AnyAsync(membership => membership.Role == Roles.Operator, stoppingToken)) return true;

        var settings = policy.Value.FirstOperator;
        var now = time.GetUtcNow();
        var isInvited = await db.Invitations.AnyAsync(
            invitation => invitation.WithdrawnAt == null && invitation.AcceptedAt == null && invitation.ExpiresAt > now
                && EF.Functions.JsonContains(invitation.Memberships, OperatorWish), stoppingToken);
        if (isInvited || !EmailAddress.TryParse(settings.Email, out var email) || settings.Organisation is not { } organisation
            || !await db.Organisations.AnyAsync(known => known.Code == organisation, stoppingToken))
            return false;

        var invitation = await scope.ServiceProvider.GetRequiredService<Inviting>()
            .InviteAsync(email, settings.DisplayName, [new(Roles.Operator, organisation)], stoppingToken);
        var place = new Caller("client:identity", "identity", "unknown", OrganisationCode: null, NeighbourhoodCode: null);
        db.RecordAccess(place, Purpose.NotStated, "invitation.sent", "invitation", invitation.Id.Value.ToString("N"));
        await db.SaveChangesAsync(stoppingToken);
        await transaction.CommitAsync(stoppingToken);
        logger.OperatorInvited(invitation.Id.Value);
        return false;
    }
}

internal static partial class FirstOperatorLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "The place has no operator: invitation {InvitationId} was sent to the one of the settings")]
    public static partial void OperatorInvited(this ILogger logger, Guid invitationId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The first operator could not be invited: {Reason}")]
    public static partial void OperatorWaits(this ILogger logger, string reason);
}
