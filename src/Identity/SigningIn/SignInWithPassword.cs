using System.ComponentModel.DataAnnotations;
using IntegratedCare.Identity.Accounts;
using IntegratedCare.Identity.Passwords;
using IntegratedCare.Identity.SecondFactors;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Mail;
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
            RefusedSignIn.Record(db, account, SignInRefusal.Wrong.Code);
            await db.SaveChangesAsync(cancellationToken);
            return SignInRefusal.Wrong.ToResult();
        }

        try
        {
            var status = await waiting.StartOrWaitAsync(account, [SignInMethods.Password], http, chosen: null, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            return TypedResults.Ok(new SignedInView(status));
        }
        catch (DomainException e)
        {
            throw await RefusedSignIn.SaveAsync(db, account, e.Error, cancellationToken);
        }
    }
}

public sealed record SignInWithPasswordRequest(
    [StringLength(EmailAddress.LengthMax, MinimumLength = 1)] string Email,
    [StringLength(PasswordCheck.LengthMax, MinimumLength = 1)] string Password);
