using System.Text.Json;
using IntegratedCare.Identity.Accounts;
using IntegratedCare.Identity.Sessions;
using IntegratedCare.Identity.SigningIn;
using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity.Passkeys;

/// <summary>A person signs in by a passkey: something they have, opened by something they know or are. No second factor is asked for.</summary>
internal static class SignInWithPasskey
{
    public static async Task<Ok<SignedInView>> Handle(
        PasskeyAnswer answer, HttpContext http, IPasskeyHandler<Account> passkeys, PasskeyQuestions questions, UserManager<Account> accounts,
        BrowserSessions sessions, IdentityDb db, TimeProvider time, ILogger<PasskeyQuestions> logger, CancellationToken cancellationToken)
    {
        var state = await questions.TakeAsync(account: null, http, cancellationToken);
        var result = await passkeys.PerformAssertionAsync(new()
        {
            HttpContext = http,
            CredentialJson = answer.Credential.GetRawText(),
            AssertionState = state,
        });
        if (!result.Succeeded)
        {
            logger.NotProven(result.Failure.Message);
            RefusedSignIn.Record(db, account: null, PasskeyErrors.NotProven.Code);
            await db.SaveChangesAsync(cancellationToken);
            throw new DomainException(PasskeyErrors.NotProven);
        }

        await accounts.AddOrUpdatePasskeyAsync(result.User, result.Passkey);
        var note = await db.PasskeyNotes.SingleAsync(known => known.CredentialId == result.Passkey.CredentialId, cancellationToken);
        note.LastUsedAt = time.GetUtcNow();
        try
        {
            await sessions.StartAsync(
                result.User, [SignInMethods.Passkey, SignInMethods.SeveralFactors], http, chosen: null, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            return TypedResults.Ok(new SignedInView(SignInStatus.SignedIn));
        }
        catch (DomainException e)
        {
            throw await RefusedSignIn.SaveAsync(db, result.User, e.Error, cancellationToken);
        }
    }
}

/// <summary>What <c>PublicKeyCredential.toJSON()</c> makes of the browser's answer.</summary>
public sealed record PasskeyAnswer(JsonElement Credential);

internal static partial class PasskeyLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "A passkey's answer does not hold: {Because}")]
    public static partial void NotProven(this ILogger logger, string because);
}
