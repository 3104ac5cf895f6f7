using System.ComponentModel.DataAnnotations;
using IntegratedCare.Identity.Accounts;
using IntegratedCare.Identity.Clients;
using IntegratedCare.Identity.Passwords;
using IntegratedCare.Identity.Sessions;
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
        SignInWithPasswordRequest request, HttpContext http, IdentityDb db, PersonalDataCipher cipher, SignInPatience patience,
        PasswordCheck passwords, BrowserSessions sessions, CancellationToken cancellationToken)
    {
        var source = http.Connection.RemoteIpAddress?.ToString() ?? "local";
        var email = EmailAddress.TryParse(request.Email, out var address) ? AccountLookup.EmailOf(address, cipher) : NobodyYet;
        if (await patience.WaitAsync(email, source, cancellationToken) is { } wait)
            return SignInRefusal.TooManyAttempts.ToResult(wait, http.Response);

        var account = await db.Accounts.SingleOrDefaultAsync(known => known.NormalizedEmail == email, cancellationToken);
        if (!passwords.IsRight(account, request.Password) || account is null)
        {
            await patience.CountAsync(email, source, cancellationToken);
            db.RecordAccess(Claimed(account), Purpose.NotStated, "sign-in.refused", "refusal", SignInRefusal.Wrong.Code);
            await db.SaveChangesAsync(cancellationToken);
            return SignInRefusal.Wrong.ToResult();
        }

        await patience.ForgiveAsync(email, source, cancellationToken);
        if (account.TwoFactorEnabled)
            sessions.AwaitSecondFactor(account, [SignInMethods.Password], http);
        else
            await sessions.StartAsync(account, [SignInMethods.Password], http, chosen: null, cancellationToken);

        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new SignedInView(
            account.TwoFactorEnabled ? SignInStatus.SecondFactorRequired : SignInStatus.SignedIn));
    }

    private static Caller Claimed(Account? account) =>
        new(account?.Subject ?? NobodyYet, NobodyYet, NobodyYet, OrganisationCode: null, NeighbourhoodCode: null);
}

public sealed record SignInWithPasswordRequest(
    [StringLength(EmailAddress.LengthMax, MinimumLength = 1)] string Email,
    [StringLength(PasswordCheck.LengthMax, MinimumLength = 1)] string Password);
