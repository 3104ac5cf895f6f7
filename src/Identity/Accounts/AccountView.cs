using IntegratedCare.Identity.Memberships;
using IntegratedCare.Kernel.PersonalData;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity.Accounts;

/// <summary>An account as operators see it. When it was last used stays known as long as its sessions are kept; who it was, until it is erased.</summary>
public sealed record AccountView(
    Guid Id, string? Email, string? DisplayName, IReadOnlyList<MembershipView> Memberships, bool HasSecondFactor, DateTimeOffset CreatedAt,
    DateTimeOffset? LastUsedAt, DateTimeOffset? SuspendedAt, DateTimeOffset? ErasedAt)
{
    internal static async Task<IReadOnlyList<AccountView>> OfAsync(
        IReadOnlyList<Account> accounts, IdentityDb db, PersonalDataCipher cipher, CancellationToken cancellationToken)
    {
        var ids = accounts.Select(account => account.Id).ToList();
        var memberships = await MembershipView.OfAsync(db, ids, cancellationToken);
        var used = await db.Sessions.AsNoTracking()
            .Where(session => session.AccountId != null && ids.Contains(session.AccountId.Value) && !session.AwaitsSecondFactor)
            .GroupBy(session => session.AccountId ?? Guid.Empty)
            .Select(own => new { Account = own.Key, At = own.Max(session => session.LastUsedAt) })
            .ToDictionaryAsync(own => own.Account, own => (DateTimeOffset?)own.At, cancellationToken);
        return
        [
            .. accounts.Select(account => new AccountView(
                account.Id, account.EmailAddress(cipher)?.Value, account.ErasedAt is null ? account.DisplayName(cipher) : null,
                [.. memberships[account.Id]],
                account.TwoFactorEnabled, account.CreatedAt, used.GetValueOrDefault(account.Id), account.SuspendedAt,
                account.ErasedAt)),
        ];
    }
}
