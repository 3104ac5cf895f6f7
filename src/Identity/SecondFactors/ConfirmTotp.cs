using System.ComponentModel.DataAnnotations;
using IntegratedCare.Identity.Sessions;
using IntegratedCare.Identity.SigningIn;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Identity.SecondFactors;

/// <summary>The first code of a new authenticator: from now on it is asked for. The person's other browsers are signed out.</summary>
internal static class ConfirmTotp
{
    public static async Task<Ok<RecoveryCodesView>> Handle(
        ConfirmTotpRequest request, PresentSession present, OwnAccount own, TotpSetUp setUp, BrowserSessions sessions,
        HttpResponse response, CancellationToken cancellationToken)
    {
        response.Headers.CacheControl = "no-store";
        var (session, account, caller) = await own.OfAsync(present, cancellationToken);
        var codes = await setUp.ConfirmAsync(account, caller, request.Code, cancellationToken);
        await sessions.EndAllAsync(account.Id, SessionEnding.SecondFactorChanged, except: session.Id, cancellationToken);
        await setUp.SaveAsync(cancellationToken);
        return TypedResults.Ok(codes);
    }
}

public sealed record ConfirmTotpRequest([Required, StringLength(Totp.Figures, MinimumLength = Totp.Figures)] string Code);
