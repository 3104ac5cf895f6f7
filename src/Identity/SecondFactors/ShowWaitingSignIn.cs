using IntegratedCare.Identity.SigningIn;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Identity.SecondFactors;

/// <summary>What the sign-in that waits at this browser still lacks: a page that a provider sends somebody back to asks.</summary>
internal static class ShowWaitingSignIn
{
    public static async Task<Ok<SignedInView>> Handle(
        HttpContext http, WaitingSignIns waiting, SecondFactorCheck check, CancellationToken cancellationToken)
    {
        http.Response.Headers.CacheControl = "no-store";
        var (_, account) = await waiting.FindAsync(http, cancellationToken);
        return TypedResults.Ok(new SignedInView(WaitingSignIns.StatusOf(await check.NeedOfAsync(account, cancellationToken))));
    }
}
