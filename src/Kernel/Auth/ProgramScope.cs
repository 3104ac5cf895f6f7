using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace IntegratedCare.Kernel.Auth;

/// <summary>What a program may do with its token besides what its role may: read, or also write, at this service.</summary>
/// <remarks>
/// A person's token has no scope and is bound by role and relationship alone. A program's token without one gives nothing: it was issued before
/// scopes were, or by mistake.
/// </remarks>
internal sealed class ProgramScope(ProgramScope.Audience audience) : AuthorizationHandler<ProgramScope.Requirement>
{
    /// <summary>The service that asks.</summary>
    public sealed record Audience(string Name);

    /// <summary>Part of every endpoint's policy.</summary>
    public sealed class Requirement : IAuthorizationRequirement;

    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, Requirement requirement)
    {
        if (context.Resource is HttpContext http && Suffices(http, audience.Name)) context.Succeed(requirement);
        return Task.CompletedTask;
    }

    /// <summary>True where the caller's role is one of the endpoint's policy, so that it was the scope that kept them out.</summary>
    public static bool IsWhatIsMissing(HttpContext http, string audience) =>
        Caller.Of(http.User) is { } caller
        && http.GetEndpoint()?.Metadata.GetMetadata<Policy>() is { } policy
        && policy.Roles.Contains(caller.Role)
        && !Suffices(http, audience);

    private static bool Suffices(HttpContext http, string audience)
    {
        var scopes = http.User.FindAll(TokenClaims.Scope).SelectMany(claim => claim.Value.Split(' ')).ToList();
        if (scopes.Count == 0) return Caller.Of(http.User) is { IsProgram: false };
        return scopes.Contains(IsReading(http) ? Scopes.Read(audience) : Scopes.Write(audience));
    }

    private static bool IsReading(HttpContext http) =>
        HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method) || HttpMethods.IsOptions(http.Request.Method)
        || http.GetEndpoint()?.Metadata.GetMetadata<OnlyReads>() is not null;
}
