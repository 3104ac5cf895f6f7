using IntegratedCare.Identity.Mail;
using IntegratedCare.Identity.Sessions;
using IntegratedCare.Identity.SigningIn;
using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity.SecondFactors;

/// <summary>The authenticator is no longer asked for, and its recovery codes end with it. Who needs a second factor sets up another at the next sign-in.</summary>
internal static class RemoveTotp
{
    public static async Task<NoContent> Handle(
        FactorProof proof, PresentSession present, OwnAccount own, SecondFactorCheck check, TotpSetUp setUp, Mails mails,
        BrowserSessions sessions, IdentityDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var (session, account, caller) = await own.OfAsync(present, cancellationToken);
        if (!await db.TotpFactors.AnyAsync(known => known.AccountId == account.Id, cancellationToken))
            throw new DomainException(SecondFactorErrors.None);
        await proof.RequireAsync(account, check, cancellationToken);

        db.TotpFactors.RemoveRange(await db.TotpFactors.Where(known => known.AccountId == account.Id).ToListAsync(cancellationToken));
        db.RecoveryCodes.RemoveRange(await db.RecoveryCodes.Where(code => code.AccountId == account.Id).ToListAsync(cancellationToken));
        account.TwoFactorEnabled = false;
        setUp.Record(caller, account, "second-factor.removed");
        mails.Queue(account, FactorLetters.Of(FactorChange.AuthenticatorRemoved, time.GetUtcNow()));
        await sessions.EndAllAsync(account.Id, SessionEnding.SecondFactorChanged, except: session.Id, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
