using System.ComponentModel.DataAnnotations;
using IntegratedCare.Identity.SigningIn;
using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Identity.SecondFactors;

/// <summary>Who has given the first factor at this browser gives the second: a code of the authenticator, or a recovery code.</summary>
internal static class GiveSecondFactor
{
    public static async Task<Results<Ok<SignedInView>, ProblemHttpResult>> Handle(
        GiveSecondFactorRequest request, HttpContext http, WaitingSignIns waiting, SecondFactorCheck check, IdentityDb db,
        CancellationToken cancellationToken)
    {
        var (session, account) = await waiting.FindAsync(http, cancellationToken);
        if ((request.Code is null) == (request.RecoveryCode is null)) throw new DomainException(SecondFactorErrors.ProofNeeded);

        var attempt = await check.TryAsync(account, new FactorProof(null, request.Code, request.RecoveryCode), cancellationToken);
        if (attempt.Wait is { } wait) return SignInRefusal.TooManyAttempts.ToResult(wait, http.Response);
        if (attempt.Method is not { } method)
        {
            RefusedSignIn.Record(db, account, SignInRefusal.SecondFactorWrong.Code);
            await db.SaveChangesAsync(cancellationToken);
            return SignInRefusal.SecondFactorWrong.ToResult();
        }

        try
        {
            await waiting.FinishAsync(session, account, method, http, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            return TypedResults.Ok(new SignedInView(SignInStatus.SignedIn));
        }
        catch (DomainException e)
        {
            throw await RefusedSignIn.SaveAsync(db, account, e.Error, cancellationToken);
        }
    }
}

public sealed record GiveSecondFactorRequest(
    [StringLength(Totp.Figures, MinimumLength = Totp.Figures)] string? Code = null,
    [StringLength(SecondFactors.RecoveryCode.LengthMax, MinimumLength = 1)] string? RecoveryCode = null);
