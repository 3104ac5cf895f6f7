using System.Buffers.Text;
using IntegratedCare.Identity.Accounts;
using IntegratedCare.Identity.Mail;
using IntegratedCare.Identity.SecondFactors;
using IntegratedCare.Identity.Sessions;
using IntegratedCare.Identity.SigningIn;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity.Passkeys;

/// <summary>A passkey opens nothing any more: the device is lost, or given away. The person's other browsers are signed out.</summary>
internal static class RemovePasskey
{
    public static async Task<NoContent> Handle(
        string id, FactorProof proof, PresentSession present, OwnAccount own, SecondFactorCheck check, UserManager<Account> accounts,
        Mails mails, BrowserSessions sessions, IdentityDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var (session, account, caller) = await own.OfAsync(present, cancellationToken);
        var credential = Base64Url.IsValid(id) ? Base64Url.DecodeFromChars(id) : throw new DomainException(PasskeyErrors.None);
        var note = await db.PasskeyNotes.SingleOrDefaultAsync(
            known => known.CredentialId == credential && known.AccountId == account.Id, cancellationToken)
            ?? throw new DomainException(PasskeyErrors.None);
        await proof.RequireAsync(account, check, cancellationToken);

        db.PasskeyNotes.Remove(note);
        await accounts.RemovePasskeyAsync(account, credential);
        db.RecordAccess(caller, Purpose.NotStated, "passkey.removed", "account", account.Id.ToString("N"));
        mails.Queue(account, FactorLetters.Of(FactorChange.PasskeyRemoved, time.GetUtcNow()));
        await sessions.EndAllAsync(account.Id, SessionEnding.SecondFactorChanged, except: session.Id, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
