using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace IntegratedCare.Identity.Accounts;

/// <summary>Takes the person out of accounts that were suspended long ago, a batch at a time; each is accounted for.</summary>
/// <remarks>
/// The row stays with its subject, so that what the audit says of it is still said of somebody. One replica at a time has the lease of a batch,
/// which ends with its transaction: whoever dies leaves whole accounts behind.
/// </remarks>
internal sealed class AccountErasure(IdentityDb db, IOptions<AccountPolicy> policy, TimeProvider time)
{
    internal const int BatchMax = 100;
    private const long LeaseLock = 7_501_975_104;
    private static readonly Caller Itself = new("client:identity", "Identity", "identity", null, null);

    /// <summary>Erases all whose time is over.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        while (await BatchAsync(cancellationToken) > 0) db.ChangeTracker.Clear();
    }

    private async Task<int> BatchAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var suspendedBefore = now.AddDays(-policy.Value.ErasePersonAfterDays);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var isAlone = await db.Database.SqlQuery<bool>($"select pg_try_advisory_xact_lock({LeaseLock}) as \"Value\"").ToListAsync(cancellationToken);
        if (!isAlone[0]) return 0;

        // Whoever is being reinstated just then is passed by, and asked again at the next sweep.
        var ids = await db.Database.SqlQuery<Guid>(
                $"""
                 select id as "Value" from accounts where erased_at is null and suspended_at < {suspendedBefore}
                 order by suspended_at, id limit {BatchMax} for update skip locked
                 """).ToListAsync(cancellationToken);
        if (ids.Count == 0) return 0;

        await ForgetAsync(ids, cancellationToken);
        foreach (var account in await db.Accounts.Where(account => ids.Contains(account.Id)).ToListAsync(cancellationToken))
        {
            account.Erase(now);
            db.RecordAccess(Itself, Purpose.Administration, "account.erased", "account", account.Id.ToString("N"));
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return ids.Count;
    }

    // All by which the person could be recognised, reached, or come in again. Memberships say what an account was, not whose.
    private async Task ForgetAsync(List<Guid> ids, CancellationToken cancellationToken)
    {
        await db.TotpFactors.Where(factor => ids.Contains(factor.AccountId)).ExecuteDeleteAsync(cancellationToken);
        await db.RecoveryCodes.Where(code => ids.Contains(code.AccountId)).ExecuteDeleteAsync(cancellationToken);
        await db.PasskeyNotes.Where(note => ids.Contains(note.AccountId)).ExecuteDeleteAsync(cancellationToken);
        await db.Set<IdentityUserPasskey<Guid>>().Where(passkey => ids.Contains(passkey.UserId)).ExecuteDeleteAsync(cancellationToken);
        await db.Set<IdentityUserLogin<Guid>>().Where(login => ids.Contains(login.UserId)).ExecuteDeleteAsync(cancellationToken);
        await db.Set<IdentityUserToken<Guid>>().Where(token => ids.Contains(token.UserId)).ExecuteDeleteAsync(cancellationToken);
        await db.Set<IdentityUserClaim<Guid>>().Where(claim => ids.Contains(claim.UserId)).ExecuteDeleteAsync(cancellationToken);
        await db.KnownDevices.Where(device => ids.Contains(device.AccountId)).ExecuteDeleteAsync(cancellationToken);
        await db.OneTimeTokens.Where(token => ids.Contains(token.AccountId)).ExecuteDeleteAsync(cancellationToken);
        await db.Invitations.Where(invitation => invitation.AccountId != null && ids.Contains(invitation.AccountId.Value)).ExecuteDeleteAsync(cancellationToken);
        await db.Mails.Where(mail => mail.AccountId != null && ids.Contains(mail.AccountId.Value)).ExecuteDeleteAsync(cancellationToken);
    }
}
