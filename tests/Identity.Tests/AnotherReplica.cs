using IntegratedCare.Identity.Keys;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IntegratedCare.Identity.Tests;

/// <summary>A second replica of a running identity service, on the same database.</summary>
internal sealed class AnotherReplica : IAsyncDisposable
{
    private readonly WebApplicationFactory<Program> factory;

    public AnotherReplica(IdentityHost first, Action<IWebHostBuilder>? configure = null)
    {
        var settings = first.Service.Services.GetRequiredService<IConfiguration>();
        factory = new WebApplicationFactory<Program>().WithWebHostBuilder(web =>
        {
            web.UseEnvironment("Development");
            web.UseUrls("http://127.0.0.1:0");
            foreach (var name in (string[])["ConnectionStrings:database", "ConnectionStrings:rabbitmq", "Demonstration:Enabled",
                "Identity:SigningKeyProtectionKey", "PersonalData:Key", "PersonalData:PseudonymKey"])
                web.UseSetting(name, settings[name]);
            configure?.Invoke(web);
        });
        factory.UseKestrel(0);
        factory.StartServer();
    }

    public IServiceProvider Services => factory.Services;

    public ValueTask DisposeAsync() => factory.DisposeAsync();

    public static async Task LookAfterKeysAsync(IServiceProvider replica)
    {
        await using var scope = replica.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<KeyKeeper>().ExtendIfDueAsync(TestContext.Current.CancellationToken);
    }
}
