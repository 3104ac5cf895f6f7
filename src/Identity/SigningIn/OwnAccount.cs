using IntegratedCare.Identity.Accounts;
using IntegratedCare.Identity.Sessions;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity.SigningIn;

/// <summary>The account that is signed in at this browser, for what its owner alone may change.</summary>
internal sealed class OwnAccount(IdentityDb db, OpenSessions sessions, PasswordAttempts attempts)
{
    /// <summary>The session and its account, to be changed; a persona has none.</summary>
    public async Task<(Session Session, Account Account, Caller Caller)> OfAsync(PresentSession present, CancellationToken cancellationToken)
    {
        var (session, caller) = await present.HolderAsync(sessions, cancellationToken);
        if (session.AccountId is not { } id) throw new DomainException(AccountErrors.PersonaHasNone);
        return (session, await db.Accounts.SingleAsync(account => account.Id == id, cancellationToken), caller);
    }

    /// <summary>
    /// Asks for the password again before something that a thief of the session must not do; why it is refused, or null where the password
    /// is right. Guessing is as slow as at the door.
    /// </summary>
    public async Task<ProblemHttpResult?> RefusalOfAsync(
        Account account, string password, HttpContext http, CancellationToken cancellationToken)
    {
        var email = account.NormalizedEmail ?? account.Id.ToString("N");        // who has no address has no password either
        var attempt = await attempts.TryAsync(email, account, password, http, cancellationToken);
        if (attempt.Wait is { } wait) return SignInRefusal.TooManyAttempts.ToResult(wait, http.Response);
        if (attempt.IsRight) return null;

        var claimed = new Caller(account.Subject, account.Subject, "unknown", OrganisationCode: null, NeighbourhoodCode: null);
        db.RecordRefusal(
            claimed, Purpose.NotStated, "password.refused", "refusal", SignInRefusal.PasswordWrong.Code, SignInRefusal.PasswordWrong.Code);
        await db.SaveChangesAsync(cancellationToken);
        return SignInRefusal.PasswordWrong.ToResult();
    }
}
