using IntegratedCare.Identity.Mail;
using IntegratedCare.Identity.Sessions;
using IntegratedCare.Identity.SigningIn;
using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Identity.SecondFactors;

/// <summary>Ten new recovery codes; the former ones end.</summary>
internal static class RenewRecoveryCodes
{
    public static async Task<Ok<RecoveryCodesView>> Handle(
        FactorProof proof, PresentSession present, OwnAccount own, SecondFactorCheck check, TotpSetUp setUp, Mails mails, IdentityDb db, TimeProvider time,
        HttpResponse response, CancellationToken cancellationToken)
    {
        response.Headers.CacheControl = "no-store";
        var (_, account, caller) = await own.OfAsync(present, cancellationToken);
        if (!account.TwoFactorEnabled) throw new DomainException(SecondFactorErrors.None);
        await proof.RequireAsync(account, check, cancellationToken);

        var codes = await setUp.NewRecoveryCodesAsync(account, caller, cancellationToken);
        mails.Queue(account, FactorLetters.Of(FactorChange.RecoveryCodesRenewed, time.GetUtcNow()));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(codes);
    }
}
