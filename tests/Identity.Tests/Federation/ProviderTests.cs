using System.Net;
using System.Security.Cryptography;
using IntegratedCare.Testing;
using Microsoft.AspNetCore.Hosting;

namespace IntegratedCare.Identity.Tests.Federation;

/// <summary>How this place gets on with a provider that changes its keys, is away, or wants to know us by a key.</summary>
public sealed class ProviderTests(RealServers servers)
{
    private const string Person = "500000000201";
    private static readonly CisRole Nurse = new("700000000001", "RT2", "S8000:G8000:R8001");

    [Fact]
    public async Task A_key_that_the_provider_has_changed_meanwhile_is_learnt_at_the_first_sign_in()
    {
        await using var provider = await OpenIdProvider.StartAsync();
        await using var identity = await StartAsync(provider);
        using var browser = Traveller(identity);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.SignInAsync(Person)).StatusCode);

        await provider.RotateKeysAsync();

        using var later = Traveller(identity);
        Assert.Equal(HttpStatusCode.Redirect, (await later.SignInAsync(Person)).StatusCode);
        Assert.NotNull(later.Cookie("ic_session"));
    }

    [Fact]
    public async Task While_the_provider_is_away_nobody_can_start_or_finish_there_and_is_told_so()
    {
        var provider = await OpenIdProvider.StartAsync();
        await using var identity = await StartAsync(provider);
        using var browser = Traveller(identity);
        var back = await browser.PassProviderAsync(await browser.StartAsync(), Person);
        await provider.DisposeAsync();

        var finish = await browser.GetAsync(back);
        await using var another = await IdentityHost.StartAsync(servers, demonstration: false, provider.Configure);
        using var elsewhere = Traveller(another);
        var start = await elsewhere.GetAsync("/identity/sign-in/external/cis2");

        await Refusal.IsAsync(finish, HttpStatusCode.ServiceUnavailable, "federation.provider-unreachable");
        await Refusal.IsAsync(start, HttpStatusCode.ServiceUnavailable, "federation.provider-unreachable");
    }

    [Fact]
    public async Task A_provider_may_know_us_by_a_private_key_in_a_file()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await using var provider = await OpenIdProvider.StartAsync(key);
        var file = Path.Combine(AppContext.BaseDirectory, $"{Guid.NewGuid():N}.pem");
        await File.WriteAllTextAsync(file, key.ExportPkcs8PrivateKeyPem(), TestContext.Current.CancellationToken);
        try
        {
            await using var identity = await StartAsync(provider, web =>
            {
                web.UseSetting("Federation:cis2:ClientId", "keyed");
                web.UseSetting("Federation:cis2:ClientSecret", null);
                web.UseSetting("Federation:cis2:PrivateKeyFile", file);
                web.UseSetting("Federation:cis2:KeyAlgorithm", "ES256");
                web.UseSetting("Federation:cis2:KeyId", "ours");
            });
            using var browser = Traveller(identity);

            Assert.Equal(HttpStatusCode.Redirect, (await browser.SignInAsync(Person)).StatusCode);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_provider_that_assures_no_second_factor_does_not_spare_anybody_ours()
    {
        await using var provider = await OpenIdProvider.StartAsync();
        await using var identity = await StartAsync(provider, web =>
        {
            web.UseSetting("Federation:cis2:AssuresSecondFactor", "false");
            web.UseSetting("Accounts:SecondFactorRequiredFor:0", "team-clinician");
        });
        using var browser = Traveller(identity);

        var answer = await browser.SignInAsync(Person);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Null(browser.Cookie("ic_session"));
        var lacking = await (await browser.GetAsync("/identity/sign-in/second-factor")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal("""{"status":"secondFactorSetUpRequired"}""", lacking);
    }

    [Fact]
    public async Task A_wrong_secret_signs_nobody_in()
    {
        await using var provider = await OpenIdProvider.StartAsync();
        await using var identity = await StartAsync(provider, web => web.UseSetting("Federation:cis2:ClientSecret", "not-the-secret-of-this-client"));
        using var browser = Traveller(identity);

        await Refusal.IsAsync(await browser.SignInAsync(Person), HttpStatusCode.Forbidden, "federation.not-proven");
    }

    [Fact]
    public async Task A_provider_that_names_an_address_without_tls_is_not_followed_there()
    {
        await using var provider = await OpenIdProvider.StartAsync();
        await provider.MisbehaveAsync("without-tls");
        await using var identity = await StartAsync(provider);
        using var browser = Traveller(identity);

        await Refusal.IsAsync(await browser.SignInAsync(Person), HttpStatusCode.Forbidden, "federation.not-proven");
    }

    [Fact]
    public async Task A_place_without_providers_lists_none()
    {
        await using var identity = await IdentityHost.StartAsync(servers);
        using var browser = Traveller(identity);

        var list = await (await browser.GetAsync("/identity/sign-in/external")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal("""{"items":[]}""", list);
    }

    private async Task<IdentityHost> StartAsync(OpenIdProvider provider, Action<IWebHostBuilder>? configure = null)
    {
        await provider.HasPersonAsync(Person, "Nurse Example", Nurse.Id, Nurse);
        var identity = await IdentityHost.StartAsync(servers, demonstration: false, web =>
        {
            provider.Configure(web);
            configure?.Invoke(web);
        });
        await Cis2Place.AddOrganisationsAsync(identity);
        return identity;
    }

    private static Traveller Traveller(IdentityHost identity) => new(identity.Anonymous().BaseAddress!);
}
