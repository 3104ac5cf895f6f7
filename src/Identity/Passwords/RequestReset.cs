using System.ComponentModel.DataAnnotations;
using IntegratedCare.Identity.Clients;
using IntegratedCare.Identity.SigningIn;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Mail;
using IntegratedCare.Kernel.PersonalData;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Identity.Passwords;

/// <summary>
/// Somebody who forgot their password asks for a link. The answer and the work are the same whether or not there is such an account; who has
/// one gets a mail (<see cref="ResetLetters"/>).
/// </summary>
internal static class RequestReset
{
    private const string AnyAddress = "reset *";
    private const string Anywhere = "*";

    private static readonly Patience ForAddress = new(FreeFailures: 3, WaitSecondsMax: 3_600);
    private static readonly Patience ForPlace = new(FreeFailures: 60, WaitSecondsMax: 60);

    public static async Task<Results<Accepted, ProblemHttpResult>> Handle(
        RequestResetRequest request, HttpContext http, IdentityDb db, PersonalDataCipher cipher, SignInPatience patience, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var source = CallerNetwork.Of(http.Connection.RemoteIpAddress);
        if (await patience.WaitAsync(AnyAddress, source, cancellationToken) is { } wait)
            return SignInRefusal.TooManyAttempts.ToResult(wait, http.Response);
        await patience.CountAsync(AnyAddress, source, ForPlace, cancellationToken);

        // Whoever asks again and again fills nobody's mailbox: the answer stays the same, and no more mails are sent for a while.
        if (EmailAddress.TryParse(request.Email, out var email))
        {
            var hash = cipher.KeyedHash(email.Value, "reset_requests.email");
            var isEnough = await patience.WaitAsync(hash, Anywhere, cancellationToken) is not null;
            await patience.CountAsync(hash, Anywhere, ForAddress, cancellationToken);
            if (!isEnough) db.ResetRequests.Add(ResetRequest.For(email, cipher, time.GetUtcNow()));
        }

        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Accepted(default(string));
    }
}

public sealed record RequestResetRequest([StringLength(EmailAddress.LengthMax, MinimumLength = 1)] string Email);
