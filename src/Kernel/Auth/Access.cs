using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
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
        services.AddSingleton<ProvenTokens>();
        services.AddSingleton(new ProgramScope.Audience(audience));
        services.AddSingleton<IAuthorizationHandler, ProgramScope>();
        services.AddAuthentication(BearerHandler.SchemeName)
            .AddScheme<BearerOptions, BearerHandler>(BearerHandler.SchemeName, o => o.Audiences = [audience]);
        services.AddAuthorizationBuilder().SetFallbackPolicy(NothingUnnamed());
        return services;
    }

    /// <summary>
    /// Lets a door in front of the services know its callers by tokens that are meant for any of them: enough to count and to name
    /// a caller, never to let one in. What the door itself offers still takes tokens of its own audience only.
    /// </summary>
    public static IServiceCollection AddRecognition(this IServiceCollection services)
    {
        const string recognition = "Recognition";
        services.AddAuthentication(recognition)
            .AddScheme<BearerOptions, BearerHandler>(recognition, o => o.Audiences = Scopes.Audiences);
        return services;
    }

    /// <summary>Callers whom the policy names. One policy an endpoint: it is what the endpoint's description shows.</summary>
    public static TBuilder Allow<TBuilder>(this TBuilder endpoints, Policy policy)
        where TBuilder : IEndpointConventionBuilder
    {
        endpoints.WithMetadata(policy);
        return endpoints.RequireAuthorization(SignedIn()
            .RequireClaim(TokenClaims.Role, policy.Roles)
            .AddRequirements(new ProgramScope.Requirement())
            .Build());
    }

    /// <summary>A POST that changes nothing: a search that must not stand in an address, a calculation.</summary>
    public static TBuilder Reads<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints.WithMetadata(new OnlyReads());

    /// <summary>The whole world, for the reason given.</summary>
    public static TBuilder AllowAnyone<TBuilder>(this TBuilder endpoints, string reason)
        where TBuilder : IEndpointConventionBuilder
    {
        endpoints.WithMetadata(new OpenToAnyone(reason));
        return endpoints.AllowAnonymous();
    }

    // What says nothing of access is closed to everybody. Where there is no endpoint at all, the signed-in caller is told so.
    private static AuthorizationPolicy NothingUnnamed() =>
        SignedIn().RequireAssertion(context => context.Resource is HttpContext http && http.GetEndpoint() is not RouteEndpoint).Build();

    private static AuthorizationPolicyBuilder SignedIn() =>
        new AuthorizationPolicyBuilder(BearerHandler.SchemeName)
            .RequireAuthenticatedUser()
            .RequireClaim(TokenClaims.Subject)
            .RequireClaim(TokenClaims.Role);
}

/// <summary>Marks an endpoint that asks for no token, and says why.</summary>
public sealed record OpenToAnyone(string Reason);

/// <summary>Marks an endpoint that only reads although its method may change things.</summary>
public sealed record OnlyReads;
