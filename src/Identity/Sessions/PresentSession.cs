using System.Security.Claims;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Identity.Sessions;

/// <summary>The session that the request's token stands for. A handler takes it as a parameter.</summary>
internal sealed record PresentSession(SessionId? Id)
{
    /// <summary>Binds from the token's <c>sid</c>; a token of a program, or of a persona without a browser, has none.</summary>
    public static ValueTask<PresentSession?> BindAsync(HttpContext context) => ValueTask.FromResult<PresentSession?>(new(
        Guid.TryParseExact(context.User.FindFirstValue(TokenClaims.Session), "N", out var id) ? new SessionId(id) : null));

    /// <summary>Whom the session stands for now; refused where it has ended since the token was issued.</summary>
    public async Task<SessionHolder> HolderAsync(OpenSessions sessions, CancellationToken cancellationToken) =>
        Id is { } id && await sessions.FindAsync(id, cancellationToken) is { } holder
            ? holder
            : throw new DomainException(SessionErrors.None);
}
