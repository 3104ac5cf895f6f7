using System.Globalization;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace IntegratedCare.Identity.Tokens;

/// <summary>Somebody signs in: a token, or why not. Either is in the audit before the answer leaves.</summary>
internal static class IssueToken
{
    private const string NobodyYet = "unknown";

    public static async Task<Results<Ok<TokenView>, ProblemHttpResult>> Handle(
        HttpContext context, SignIns signIns, AccessTokens tokens, IdentityDb db, CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";

        var form = await TokenForm.ReadAsync(context.Request, cancellationToken);
        if (form is null) return TokenRefusal.RequestInvalid.ToResult();

        var source = CallerNetwork.Of(context.Connection.RemoteIpAddress);
        var signIn = form.GrantType switch
        {
            GrantTypes.ClientCredentials => await signIns.WithSecretAsync(form, source, cancellationToken),
            GrantTypes.Persona => await signIns.AsPersonaAsync(form, cancellationToken),
            GrantTypes.Session => await signIns.WithSessionAsync(form, source, cancellationToken),
            _ => SignIn.Refused(TokenRefusal.GrantUnsupported, NobodyYet),
        };

        if (signIn.Caller is not { } caller) return await RefuseAsync(signIn, context.Response, db, cancellationToken);

        var (reach, refused) = TokenReach.Of(form, signIn.Scopes);
        if (reach is null)
            return await RefuseAsync(SignIn.Refused(refused ?? TokenRefusal.RequestInvalid, caller.Subject), context.Response, db, cancellationToken);

        var tokenId = Guid.CreateVersion7().ToString("N");
        var token = await tokens.IssueAsync(new(caller, reach, signIn.Session), tokenId, cancellationToken);
        // A session's tokens last moments and are many: its start and its end are in the audit instead.
        if (signIn.Session is not null) return TypedResults.Ok(token);

        db.RecordAccess(caller, Purpose.NotStated, "token.issued", "token", tokenId);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(token);
    }

    private static async Task<ProblemHttpResult> RefuseAsync(
        SignIn signIn, HttpResponse response, IdentityDb db, CancellationToken cancellationToken)
    {
        var refusal = signIn.Refusal ?? TokenRefusal.RequestInvalid;
        if (refusal == TokenRefusal.ClientUnknown) response.Headers.WWWAuthenticate = "Basic realm=\"identity\"";
        if (signIn.RetryAfter is { } wait)
            response.Headers[HeaderNames.RetryAfter] = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);

        // A wait is refused unread and without end: the attempts that led to it are in the audit already. So is how a session ended.
        if (refusal != TokenRefusal.TooManyAttempts && refusal != TokenRefusal.SessionEnded)
        {
            var claimed = new Caller(signIn.Claimed, signIn.Claimed, NobodyYet, OrganisationCode: null, NeighbourhoodCode: null);
            db.RecordRefusal(claimed, Purpose.NotStated, "token.refused", "refusal", refusal.Code, refusal.Code);
            await db.SaveChangesAsync(cancellationToken);
        }

        return refusal.ToResult();
    }
}
