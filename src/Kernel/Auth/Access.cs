using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IntegratedCare.Kernel.Auth;

/// <summary>Who may reach an endpoint. Every endpoint says so in its noun's endpoint list; an endpoint that does not is closed.</summary>
public static class Access
{
    /// <summary>Accepts the place's tokens that are meant for <paramref name="audience"/>; needs no database.</summary>
    public static IServiceCollection AddAccess(this IServiceCollection services, string audience)
    {
        services.AddHttpClient(KeySources.ClientName);
        services.TryAddSingleton(KeySources.OverHttp);
        services.AddSingleton<PublishedKeys>();
        services.AddAuthentication(BearerHandler.SchemeName)
            .AddScheme<BearerOptions, BearerHandler>(BearerHandler.SchemeName, o => o.Audience = audience);
        services.AddAuthorizationBuilder().SetFallbackPolicy(SignedIn().Build());
        return services;
    }

    /// <summary>Only callers who act in one of the roles.</summary>
    public static TBuilder RequireRoles<TBuilder>(this TBuilder endpoints, params string[] roles)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints.RequireAuthorization(SignedIn().RequireClaim(TokenClaims.Role, roles).Build());

    /// <summary>Anybody with a token of this place.</summary>
    public static TBuilder RequireSignedIn<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints.RequireAuthorization(SignedIn().Build());

    /// <summary>The whole world, for the reason given.</summary>
    public static TBuilder AllowAnyone<TBuilder>(this TBuilder endpoints, string reason)
        where TBuilder : IEndpointConventionBuilder
    {
        endpoints.WithMetadata(new OpenToAnyone(reason));
        return endpoints.AllowAnonymous();
    }

    private static AuthorizationPolicyBuilder SignedIn() =>
        new AuthorizationPolicyBuilder(BearerHandler.SchemeName)
            .RequireAuthenticatedUser()
            .RequireClaim(TokenClaims.Subject)
            .RequireClaim(TokenClaims.Role);
}

/// <summary>Marks an endpoint that asks for no token, and says why.</summary>
public sealed record OpenToAnyone(string Reason);
