using IntegratedCare.Identity.Accounts;
using IntegratedCare.Kernel.Mail;
using IntegratedCare.Kernel.PersonalData;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity.Mail;

/// <summary>Puts mails into the queue, to be stored by the caller's own save: a mail leaves if and only if the work it tells of stands.</summary>
internal sealed class Mails(IdentityDb db, PersonalDataCipher cipher, TimeProvider time)
{
    // Whoever is told as the holder of a role: an office, not a crowd.
    private const int RoleHoldersMax = 200;

    /// <summary>Tells the account's owner, if mail reaches them: who comes from a provider may have given no address.</summary>
    public void Queue(Account account, MailText text)
    {
        if (account.EmailAddress(cipher) is { } address) Queue(address, account.Id, text);
    }

    public void Queue(EmailAddress to, Guid? account, MailText text) =>
        db.Mails.Add(QueuedMail.To(to, account, text, cipher, time.GetUtcNow()));

    /// <summary>Tells every account that holds the role and is not suspended; how many are told.</summary>
    public async Task<int> QueueAsync(string role, MailText text, CancellationToken cancellationToken)
    {
        var holders = await db.Accounts.AsNoTracking()
            .Where(account => account.SuspendedAt == null && account.SealedEmail != null
                && db.Memberships.Any(membership => membership.AccountId == account.Id && membership.Role == role))
            .OrderBy(account => account.Id).Take(RoleHoldersMax).ToListAsync(cancellationToken);
        foreach (var holder in holders) Queue(holder, text);
        return holders.Count;
    }
}
