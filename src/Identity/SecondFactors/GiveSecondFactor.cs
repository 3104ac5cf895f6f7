using System.ComponentModel.DataAnnotations;
using IntegratedCare.Identity.SigningIn;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Identity.SecondFactors;

/// <summary>Who has given the first factor at this browser gives the second: a code of the authenticator, or a recovery code.</summary>
internal static class GiveSecondFactor
{
    private const string NobodyYet = "unknown";

    public static async Task<Results<Ok<SignedInView>, ProblemHttpResult>> Handle(
        GiveSecondFactorRequest request, HttpContext http, WaitingSignIns waiting, SecondFactorCheck check, IdentityDb db,
        CancellationToken cancellationToken)
    {
        var (session, account) = await waiting.FindAsync(http, cancellationToken);
        if (await check.WaitAsync(account, cancellationToken) is { } wait) return SignInRefusal.TooManyAttempts.ToResult(wait, http.Response);
        if ((request.Code is null) == (request.RecoveryCode is null)) throw new DomainException(SecondFactorErrors.ProofNeeded);

        if (await check.GivenAsync(account, new(null, request.Code, request.RecoveryCode), cancellationToken) is not { } method)
        {
            var claimed = new Caller(account.Subject, NobodyYet, NobodyYet, OrganisationCode: null, NeighbourhoodCode: null);
            db.RecordAccess(claimed, Purpose.NotStated, "sign-in.refused", "refusal", SignInRefusal.SecondFactorWrong.Code);
            await db.SaveChangesAsync(cancellationToken);
            return SignInRefusal.SecondFactorWrong.ToResult();
        }

        await waiting.FinishAsync(session, account, method, http, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new SignedInView(SignInStatus.SignedIn));
    }
}

public sealed record GiveSecondFactorRequest(
    [StringLength(Totp.Figures, MinimumLength = Totp.Figures)] string? Code = null,
    [StringLength(SecondFactors.RecoveryCode.LengthMax, MinimumLength = 1)] string? RecoveryCode = null);
