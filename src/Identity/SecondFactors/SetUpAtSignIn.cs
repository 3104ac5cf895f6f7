using IntegratedCare.Identity.Accounts;
using IntegratedCare.Identity.Sessions;
using IntegratedCare.Identity.SigningIn;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Identity.SecondFactors;

/// <summary>Who must have a second factor and has none can do one thing at sign-in: set it up.</summary>
internal static class SetUpAtSignIn
{
    private const string NobodyYet = "unknown";

    public static async Task<Ok<TotpView>> Begin(
        HttpContext http, WaitingSignIns waiting, SecondFactorCheck check, TotpSetUp setUp, CancellationToken cancellationToken)
    {
        http.Response.Headers.CacheControl = "no-store";
        var (_, account) = await FindAsync(http, waiting, check, cancellationToken);
        var view = await setUp.BeginAsync(account, CallerOf(account), cancellationToken);
        await setUp.SaveAsync(cancellationToken);
        return TypedResults.Ok(view);
    }

    public static async Task<Ok<RecoveryCodesView>> Confirm(
        ConfirmTotpRequest request, HttpContext http, WaitingSignIns waiting, SecondFactorCheck check, TotpSetUp setUp,
        CancellationToken cancellationToken)
    {
        http.Response.Headers.CacheControl = "no-store";
        var (session, account) = await FindAsync(http, waiting, check, cancellationToken);
        var codes = await setUp.ConfirmAsync(account, CallerOf(account), request.Code, cancellationToken);
        await waiting.FinishAsync(session, account, SignInMethods.OneTimeCode, http, cancellationToken);
        await setUp.SaveAsync(cancellationToken);
        return TypedResults.Ok(codes);
    }

    private static async Task<(Session Session, Account Account)> FindAsync(
        HttpContext http, WaitingSignIns waiting, SecondFactorCheck check, CancellationToken cancellationToken)
    {
        var found = await waiting.FindAsync(http, cancellationToken);
        return await check.NeedOfAsync(found.Account, cancellationToken) == SecondFactorNeed.SetUp
            ? found
            : throw new DomainException(SecondFactorErrors.SetUpNotAsked);
    }

    private static Caller CallerOf(Account account) =>
        new(account.Subject, NobodyYet, NobodyYet, OrganisationCode: null, NeighbourhoodCode: null);
}
