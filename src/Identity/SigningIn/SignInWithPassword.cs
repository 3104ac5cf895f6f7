using System.ComponentModel.DataAnnotations;
using IntegratedCare.Identity.Accounts;
using IntegratedCare.Identity.Passwords;
using IntegratedCare.Identity.SecondFactors;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.PersonalData;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity.SigningIn;

/// <summary>A person signs in at a browser with e-mail address and password; who has a second factor is asked for it next.</summary>
internal static class SignInWithPassword
{
    private const string NobodyYet = "unknown";

    public static async Task<Results<Ok<SignedInView>, ProblemHttpResult>> Handle(
        SignInWithPasswordRequest request, HttpContext http, IdentityDb db, PersonalDataCipher cipher, PasswordAttempts attempts,
        WaitingSignIns waiting, CancellationToken cancellationToken)
    {
        var email = EmailAddress.TryParse(request.Email, out var address) ? AccountLookup.EmailOf(address, cipher) : NobodyYet;
        var account = await db.Accounts.SingleOrDefaultAsync(known => known.NormalizedEmail == email, cancellationToken);

        var attempt = await attempts.TryAsync(email, account, request.Password, http, cancellationToken);
        if (attempt.Wait is { } wait) return SignInRefusal.TooManyAttempts.ToResult(wait, http.Response);
        if (!attempt.IsRight || account is null)
        {
            db.RecordRefusal(
                Claimed(account), Purpose.NotStated, "sign-in.refused", "refusal", SignInRefusal.Wrong.Code, SignInRefusal.Wrong.Code);
            await db.SaveChangesAsync(cancellationToken);
            return SignInRefusal.Wrong.ToResult();
        }

        var status = await waiting.StartOrWaitAsync(account, [SignInMethods.Password], http, chosen: null, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new SignedInView(status));
    }

    private static Caller Claimed(Account? account) =>
        new(account?.Subject ?? NobodyYet, NobodyYet, NobodyYet, OrganisationCode: null, NeighbourhoodCode: null);
}

public sealed record SignInWithPasswordRequest(
    [StringLength(EmailAddress.LengthMax, MinimumLength = 1)] string Email,
    [StringLength(PasswordCheck.LengthMax, MinimumLength = 1)] string Password);
