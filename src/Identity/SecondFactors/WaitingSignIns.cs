using IntegratedCare.Identity.Accounts;
using IntegratedCare.Identity.Memberships;
using IntegratedCare.Identity.Sessions;
using IntegratedCare.Identity.SigningIn;
using IntegratedCare.Kernel.Errors;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity.SecondFactors;

/// <summary>Sign-ins that have come half way. The caller saves.</summary>
internal sealed class WaitingSignIns(IdentityDb db, BrowserSessions sessions, SecondFactorCheck check, TimeProvider time)
{
    /// <summary>Signs the person in, or remembers at the browser what is lacking.</summary>
    public async Task<SignInStatus> StartOrWaitAsync(
        Account account, IReadOnlyList<string> methods, HttpContext http, Membership? chosen, CancellationToken cancellationToken)
    {
        // A suspended account hears so before it is asked for anything more.
        var isEnough = account.SuspendedAt is not null || methods.Contains(SignInMethods.SeveralFactors);
        var need = isEnough ? SecondFactorNeed.None : await check.NeedOfAsync(account, cancellationToken);
        if (need == SecondFactorNeed.None)
            await sessions.StartAsync(account, methods, http, chosen, cancellationToken);
        else
            sessions.AwaitSecondFactor(account, methods, http, chosen);

        return StatusOf(need);
    }

    public static SignInStatus StatusOf(SecondFactorNeed need) => need switch
    {
        SecondFactorNeed.None => SignInStatus.SignedIn,
        SecondFactorNeed.Give => SignInStatus.SecondFactorRequired,
        SecondFactorNeed.SetUp => SignInStatus.SecondFactorSetUpRequired,
    };

    /// <summary>The sign-in of this browser that waits, and whose it is.</summary>
    public async Task<(Session Session, Account Account)> FindAsync(HttpContext http, CancellationToken cancellationToken)
    {
        if (await sessions.FindAwaitingAsync(http, cancellationToken) is not { AccountId: { } id } session)
            throw new DomainException(SecondFactorErrors.SignInOver);
        return (session, await db.Accounts.SingleAsync(known => known.Id == id, cancellationToken));
    }

    /// <summary>The second factor has been given: the person is signed in.</summary>
    public async Task FinishAsync(Session waiting, Account account, string method, HttpContext http, CancellationToken cancellationToken)
    {
        var chosen = waiting.ActingMembership is { } id
            ? await db.Memberships.SingleOrDefaultAsync(membership => membership.Id == id, cancellationToken)
            : null;
        waiting.End(SessionEnding.Replaced, time.GetUtcNow());
        await sessions.StartAsync(
            account, [.. waiting.AuthenticationMethods.Split(' '), method, SignInMethods.SeveralFactors], http, chosen, cancellationToken);
    }
}
