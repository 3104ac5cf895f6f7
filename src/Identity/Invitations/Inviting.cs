using IntegratedCare.Identity.Accounts;
using IntegratedCare.Identity.Mail;
using IntegratedCare.Identity.Memberships;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Mail;
using IntegratedCare.Kernel.PersonalData;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace IntegratedCare.Identity.Invitations;

/// <summary>Makes an invitation and its mail, for an operator or for a new place that has none yet. The caller saves.</summary>
internal sealed class Inviting(
    IdentityDb db, Mails mails, MailLinks links, PersonalDataCipher cipher, IOptions<AccountPolicy> policy, TimeProvider time)
{
    public async Task<Invitation> InviteAsync(
        EmailAddress email, string displayName, IReadOnlyList<MembershipWish> wishes, CancellationToken cancellationToken)
    {
        await MembershipWish.CheckAsync(wishes, db, cancellationToken);
        var accountHash = AccountLookup.EmailOf(email, cipher);
        if (await db.Accounts.AnyAsync(account => account.NormalizedEmail == accountHash, cancellationToken))
            throw new DomainException(InvitationErrors.AccountExists);

        var now = time.GetUtcNow();
        var (invitation, secret) = Invitation.To(email, displayName, wishes, cipher, now, now + policy.Value.InvitationLifetime);
        await WithdrawExpiredAsync(invitation.EmailHash, now, cancellationToken);
        db.Invitations.Add(invitation);
        mails.Queue(email, account: null, LetterOf(invitation, secret));
        return invitation;
    }

    /// <summary>Sends another link, in whose place the former one works no more.</summary>
    public void SendAgain(Invitation invitation)
    {
        var secret = invitation.Renew(time.GetUtcNow() + policy.Value.InvitationLifetime);
        mails.Queue(invitation.Email(cipher), account: null, LetterOf(invitation, secret));
    }

    private async Task WithdrawExpiredAsync(string emailHash, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var former = await db.Invitations.SingleOrDefaultAsync(
            known => known.EmailHash == emailHash && known.WithdrawnAt == null && known.AcceptedAt == null, cancellationToken);
        if (former is null) return;
        if (former.IsOpenAt(now)) throw new DomainException(InvitationErrors.Pending);
        former.Withdraw(now);
        await db.SaveChangesAsync(cancellationToken);       // before the new one: the database allows one pending for an address
    }

    private MailText LetterOf(Invitation invitation, IdentifiedSecret secret) =>
        Letters.Invitation(invitation.DisplayName(cipher), links.To("/account/invitation", secret), invitation.ExpiresAt);
}
