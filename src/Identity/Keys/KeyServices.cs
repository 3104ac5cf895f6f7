using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.Identity.Keys;

internal static class KeyServices
{
    public static void AddSigningKeys(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<KeyPolicy>().BindConfiguration("Identity:Keys").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<KeyProtection>();
        services.AddScoped<KeyKeeper>();
        services.AddHostedService<KeyRotation>();
        services.AddSingleton(OwnDatabase);
    }

    /// <summary>Identity checks tokens against its own database, and not through its own door.</summary>
    private static KeySource OwnDatabase(IServiceProvider services)
    {
        var scopes = services.GetRequiredService<IServiceScopeFactory>();
        return async cancellationToken =>
        {
            await using var scope = scopes.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<KeyKeeper>().ReadPublishedAsync(cancellationToken);
        };
    }
}
