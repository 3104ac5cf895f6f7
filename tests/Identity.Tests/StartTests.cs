using IntegratedCare.Testing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity.Tests;

public sealed class StartTests(RealServers servers)
{
    [Fact]
    public Task A_production_system_does_not_start_in_demonstration_mode() =>
        RefusesToStart("Demonstration:Enabled", web => web.UseEnvironment("Production"));

    [Fact]
    public Task A_weak_client_secret_stops_the_start() =>
        RefusesToStart("Clients:place-loader", web => web.UseSetting("Clients:place-loader:Secret", "short"));

    [Fact]
    public Task A_client_without_a_known_role_stops_the_start() =>
        RefusesToStart("Clients:partner", web =>
        {
            web.UseSetting("Clients:partner:Secret", IdentityHost.Secret);
            web.UseSetting("Clients:partner:Role", "emperor");
        });

    [Fact]
    public Task A_client_that_says_not_what_it_may_do_stops_the_start() =>
        RefusesToStart("Clients:partner is wrong: it has no Scopes", web =>
        {
            web.UseSetting("Clients:partner:Secret", IdentityHost.Secret);
            web.UseSetting("Clients:partner:Role", "analyst");
        });

    [Fact]
    public Task An_unknown_scope_stops_the_start() =>
        RefusesToStart("there is no scope 'everything'", web =>
        {
            web.UseSetting("Clients:partner:Secret", IdentityHost.Secret);
            web.UseSetting("Clients:partner:Role", "analyst");
            web.UseSetting("Clients:partner:Scopes", "directory.read everything");
        });

    [Fact]
    public Task A_protection_key_of_the_wrong_length_stops_the_start() =>
        RefusesToStart("SigningKeyProtectionKey", web => web.UseSetting("Identity:SigningKeyProtectionKey", "c2hvcnQ="));

    [Fact]
    public async Task A_client_taken_out_of_the_settings_can_sign_in_no_more()
    {
        await using var identity = await IdentityHost.StartAsync(servers, configure: web =>
        {
            web.UseSetting("Clients:partner:Secret", IdentityHost.Secret);
            web.UseSetting("Clients:partner:Role", "analyst");
            web.UseSetting("Clients:partner:Scopes", "directory.read");
        });
        Assert.True((await identity.SignInAsync("partner")).IsSuccessStatusCode);

        await using var later = new AnotherReplica(identity, web => web.UseSetting("Clients:place-loader:Secret", IdentityHost.Secret));

        await using var db = identity.Service.Db();
        Assert.Equal("place-loader", (await db.Clients.SingleAsync(TestContext.Current.CancellationToken)).Id);
    }

    private async Task RefusesToStart(string because, Action<IWebHostBuilder> configure)
    {
        var refusal = await Assert.ThrowsAnyAsync<Exception>(() => IdentityHost.StartAsync(servers, configure: configure));

        Assert.Contains(because, refusal.ToString(), StringComparison.Ordinal);
    }
}
