using IntegratedCare.Identity.Accounts;
using IntegratedCare.Identity.Mail;
using IntegratedCare.Identity.Sessions;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity.SecondFactors;

/// <summary>
/// A person has lost telephone and recovery codes: an operator, who has made sure that it is them, removes every factor but the password. Where a
/// role needs one they set it up at the next sign-in.
/// </summary>
internal static class ResetSecondFactor
{
    public static async Task<NoContent> Handle(
        Guid id, IdentityDb db, BrowserSessions sessions, Mails mails, TimeProvider time, Caller caller, Purpose purpose,
        CancellationToken cancellationToken)
    {
        var account = await db.Accounts.SingleOrDefaultAsync(known => known.Id == id, cancellationToken)
            ?? throw new DomainException(AccountErrors.Unknown);
        if (caller.Subject == account.Subject) throw new DomainException(AccountErrors.OwnAccount);

        db.TotpFactors.RemoveRange(await db.TotpFactors.Where(known => known.AccountId == id).ToListAsync(cancellationToken));
        db.RecoveryCodes.RemoveRange(await db.RecoveryCodes.Where(code => code.AccountId == id).ToListAsync(cancellationToken));
        db.PasskeyNotes.RemoveRange(await db.PasskeyNotes.Where(note => note.AccountId == id).ToListAsync(cancellationToken));
        db.RemoveRange(await db.Set<IdentityUserPasskey<Guid>>().Where(passkey => passkey.UserId == id).ToListAsync(cancellationToken));
        account.TwoFactorEnabled = false;
        db.RecordAccess(caller, purpose, "second-factor.reset", "account", id.ToString("N"));
        mails.Queue(account, FactorLetters.Of(FactorChange.ResetByOperator, time.GetUtcNow()));
        await sessions.EndAllAsync(id, SessionEnding.SecondFactorChanged, except: null, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
