using IntegratedCare.Identity.Tokens;
using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.Identity.Federation;

internal static class FederationEndpoints
{
    public const string Path = "/identity/sign-in/external";

    public static void AddFederation(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Providers>();
        builder.Services.AddSingleton<OuterAddress>();
        builder.Services.AddScoped<FederatedPeople>();
        builder.Services.AddHostedService<ProviderGuard>();
    }

    public static void MapFederation(this IEndpointRouteBuilder routes)
    {
        var federation = routes.MapGroup(Path).WithTags("External sign-in").AllowAnyone("Signing in is how a caller becomes known.");
        federation.MapGet("/", ListProviders.Handle).WithName(nameof(ListProviders));
        federation.MapGet("/{provider}", StartExternalSignIn.Handle).WithName(nameof(StartExternalSignIn))
            .RequireRateLimiting(TokenEndpoints.SignInLimit)
            .Produces(302).ProducesProblem(400).ProducesProblem(404).ProducesProblem(503);
        federation.MapGet("/{provider}/callback", FinishExternalSignIn.Handle).WithName(nameof(FinishExternalSignIn))
            .RequireRateLimiting(TokenEndpoints.SignInLimit)
            .Produces(302).ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(503);
    }

    /// <summary>Has the providers' settings read at the start, so that a wrong one stops it there and not at the first sign-in.</summary>
    private sealed class ProviderGuard(Providers providers, ILogger<ProviderGuard> logger) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            foreach (var settings in providers.All) logger.ProviderKnown(settings.Name);
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

internal static partial class FederationLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "People may sign in by {Provider}")]
    public static partial void ProviderKnown(this ILogger logger, string provider);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A sign-in by {Provider} proves nothing: {Because}")]
    public static partial void NotProven(this ILogger logger, string provider, string because);
}
