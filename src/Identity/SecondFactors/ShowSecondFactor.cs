using IntegratedCare.Identity.Sessions;
using IntegratedCare.Identity.SigningIn;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity.SecondFactors;

/// <summary>Which second factor the signed-in person has, and whether a role of theirs needs one.</summary>
internal static class ShowSecondFactor
{
    public static async Task<Ok<SecondFactorView>> Handle(
        PresentSession present, OwnAccount own, SecondFactorCheck check, IdentityDb db, HttpResponse response, CancellationToken cancellationToken)
    {
        response.Headers.CacheControl = "no-store";
        var (_, account, _) = await own.OfAsync(present, cancellationToken);
        var since = await db.TotpFactors.Where(known => known.AccountId == account.Id)
            .Select(known => known.ConfirmedAt).SingleOrDefaultAsync(cancellationToken);
        var left = await db.RecoveryCodes.CountAsync(code => code.AccountId == account.Id, cancellationToken);
        return TypedResults.Ok(new SecondFactorView(since, left, await check.IsRequiredForAsync(account, cancellationToken)));
    }
}

/// <summary>The authenticator's first code came at that time, or there is none; so many recovery codes are left.</summary>
public sealed record SecondFactorView(DateTimeOffset? AuthenticatorSince, int RecoveryCodesLeft, bool IsRequired);
