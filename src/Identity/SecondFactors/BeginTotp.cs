using IntegratedCare.Identity.Sessions;
using IntegratedCare.Identity.SigningIn;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Identity.SecondFactors;

/// <summary>A person wants codes of an authenticator program as second factor: the secret for it, shown this once. A former one without a first code is over.</summary>
internal static class BeginTotp
{
    public static async Task<Ok<TotpView>> Handle(
        PresentSession present, OwnAccount own, TotpSetUp setUp, HttpResponse response, CancellationToken cancellationToken)
    {
        response.Headers.CacheControl = "no-store";
        var (_, account, caller) = await own.OfAsync(present, cancellationToken);
        var view = await setUp.BeginAsync(account, caller, cancellationToken);
        await setUp.SaveAsync(cancellationToken);
        return TypedResults.Ok(view);
    }
}

/// <summary>A new secret: for the person's typing, and as the address that a picture would show to the authenticator program.</summary>
public sealed record TotpView(string Secret, string Address);

/// <summary>Ten codes, each good once in the stead of the authenticator. They are shown this once.</summary>
public sealed record RecoveryCodesView(IReadOnlyList<string> RecoveryCodes);
