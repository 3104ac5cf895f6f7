using IntegratedCare.Identity.Accounts;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;

namespace IntegratedCare.Identity.Passkeys;

/// <summary>A browser wants to sign somebody in by a passkey: the question to put to it. Nobody says who they are: the passkey does.</summary>
internal static class AskForPasskey
{
    public static async Task<ContentHttpResult> Handle(
        HttpContext http, IPasskeyHandler<Account> passkeys, PasskeyQuestions questions, IdentityDb db, CancellationToken cancellationToken)
    {
        http.Response.Headers.CacheControl = "no-store";
        var asked = await passkeys.MakeRequestOptionsAsync(null, http);
        await questions.KeepAsync(asked.AssertionState ?? string.Empty, account: null, http, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Content(asked.RequestOptionsJson, System.Net.Mime.MediaTypeNames.Application.Json);
    }
}
