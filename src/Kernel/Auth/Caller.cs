using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace IntegratedCare.Kernel.Auth;

/// <summary>Who makes the request, as the signed token says. A handler takes it as a parameter.</summary>
/// <param name="Subject">Stable id: <c>persona:gp</c>, <c>client:place-loader</c>.</param>
/// <param name="Name">What the person or program is called in the place.</param>
/// <param name="Role">One of <see cref="Roles"/>.</param>
/// <param name="OrganisationCode">The organisation acted for; null for programs of the place itself.</param>
/// <param name="NeighbourhoodCode">The neighbourhood worked in; null for those who work across the place.</param>
public sealed record Caller(
    string Subject, string Name, string Role, string? OrganisationCode, string? NeighbourhoodCode)
{
    private const string ProgramPrefix = "client:";

    /// <summary>The browser session that the request comes from; null for programs and for tokens that were asked for directly.</summary>
    public string? SessionId { get; init; }

    /// <summary>Binds the caller from the request's token.</summary>
    public static ValueTask<Caller?> BindAsync(HttpContext context) => ValueTask.FromResult(Of(context.User));

    /// <summary>True for a program, which signed in with a secret and not as a person.</summary>
    public bool IsProgram => Subject.StartsWith(ProgramPrefix, StringComparison.Ordinal);

    /// <summary>True where the caller acts in one of the roles.</summary>
    public bool Is(params ReadOnlySpan<string> roles) => roles.Contains(Role);

    internal static Caller? Of(ClaimsPrincipal user) =>
        user.FindFirstValue(TokenClaims.Subject) is { } subject && user.FindFirstValue(TokenClaims.Role) is { } role
            ? new(subject, user.FindFirstValue(TokenClaims.Name) ?? subject, role,
                user.FindFirstValue(TokenClaims.Organisation), user.FindFirstValue(TokenClaims.Neighbourhood))
            {
                SessionId = user.FindFirstValue(TokenClaims.Session),
            }
            : null;
}
