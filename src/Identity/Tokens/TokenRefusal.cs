using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace IntegratedCare.Identity.Tokens;

/// <summary>
/// Why no token is issued: a problem detail like every refusal, which also carries the members of RFC 6749 §5.2 for
/// clients that read only those.
/// </summary>
internal sealed record TokenRefusal(string Code, string OAuthError, string Title, int Status)
{
    public static readonly TokenRefusal RequestInvalid = new(
        "token.request-invalid", "invalid_request",
        "Send grant_type and what it needs, each once, as application/x-www-form-urlencoded.", StatusCodes.Status400BadRequest);

    public static readonly TokenRefusal GrantUnsupported = new(
        "token.grant-unsupported", "unsupported_grant_type",
        "This place does not issue tokens for that grant type.", StatusCodes.Status400BadRequest);

    public static readonly TokenRefusal ScopeUnknown = new(
        "token.scope-unknown", "invalid_scope",
        "The client does not have every scope it asks for; a person's token has none.", StatusCodes.Status400BadRequest);

    public static readonly TokenRefusal ResourceUnknown = new(
        "token.resource-unknown", "invalid_target",
        "There is no such service, or the client has no scope there.", StatusCodes.Status400BadRequest);

    public static readonly TokenRefusal GrantNotForClient = new(
        "token.grant-not-for-client", "unauthorized_client",
        "This client gets no token in that way.", StatusCodes.Status400BadRequest);

    /// <summary>Unknown client and wrong secret alike: which of them it was is nobody's business.</summary>
    public static readonly TokenRefusal ClientUnknown = new(
        "token.client-unknown", "invalid_client",
        "The client or its secret is not known.", StatusCodes.Status401Unauthorized);

    public static readonly TokenRefusal PersonaUnknown = new(
        "token.persona-unknown", "invalid_grant",
        "The demonstration place has no such persona.", StatusCodes.Status400BadRequest);

    /// <summary>Never begun, timed out, ended or forged: which of them it was is nobody's business.</summary>
    public static readonly TokenRefusal SessionEnded = new(
        "token.session-ended", "invalid_grant",
        "There is no such session, or it has ended.", StatusCodes.Status400BadRequest);

    public static readonly TokenRefusal TooManyAttempts = new(
        "token.too-many-attempts", "temporarily_unavailable",
        "Too many refused attempts. Wait before the next one.", StatusCodes.Status429TooManyRequests);

    public ProblemHttpResult ToResult() => TypedResults.Problem(new ProblemDetails
    {
        Status = Status,
        Title = Title,
        Extensions = { ["code"] = Code, ["error"] = OAuthError, ["error_description"] = Title },
    });
}
