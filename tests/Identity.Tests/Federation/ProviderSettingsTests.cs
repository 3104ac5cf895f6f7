using IntegratedCare.Identity.Federation;
using Microsoft.Extensions.Configuration;

namespace IntegratedCare.Identity.Tests.Federation;

public sealed class ProviderSettingsTests
{
    private const string Secret = "the-secret-of-the-settings";

    [Fact]
    public void The_settings_of_the_readme_are_read()
    {
        var settings = Assert.Single(Read());

        Assert.Equal("cis2", settings.Name);
        Assert.Equal("https://provider.example/realm", settings.Issuer.OriginalString);
        Assert.Equal("openid profile", settings.Scopes);
        Assert.Equal(new RoleRule("*:R8001", null, "team-clinician", null, null), Assert.Single(settings.Rules));
        Assert.False(settings.AsksUserInfo);
        Assert.Equal(["fed"], settings.Methods);
    }

    [Theory]
    [InlineData("Issuer", "http://provider.example")]
    [InlineData("Issuer", "provider.example")]
    [InlineData("Issuer", "ftp://127.0.0.1")]
    [InlineData("Issuer", null)]
    [InlineData("ClientId", null)]
    [InlineData("ClientSecret", null)]
    [InlineData("ClientSecret", "")]
    [InlineData("PrivateKeyFile", "/nowhere/key.pem")]
    [InlineData("Scopes", "profile")]
    [InlineData("Claims:Roles", null)]
    [InlineData("Rules:0:Role", "emperor")]
    [InlineData("Rules:0:Role", "place-loader")]
    [InlineData("Rules:0:Role", "gateway")]
    [InlineData("Rules:0:Role", null)]
    [InlineData("Rules:0:When", null)]
    public void A_wrong_one_stops_the_start_and_tells_no_secret(string name, string? value)
    {
        var refusal = Assert.Throws<InvalidOperationException>(() => Read((name, value)));

        Assert.Contains("Federation:cis2", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_is_not_printed_by_accident()
    {
        Assert.DoesNotContain(Secret, Assert.Single(Read()).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("A", SignInProof.New().ToString(), StringComparison.Ordinal);
    }

    private static IReadOnlyList<ProviderSettings> Read(params (string Name, string? Value)[] changes)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Issuer"] = "https://provider.example/realm",
            ["ClientId"] = "us",
            ["ClientSecret"] = Secret,
            ["Claims:Roles"] = "groups",
            ["Rules:0:When"] = "*:R8001",
            ["Rules:0:Role"] = "team-clinician",
        };
        foreach (var (name, value) in changes) settings[name] = value;
        return ProviderSettings.Read(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.ToDictionary(setting => $"Federation:cis2:{setting.Key}", setting => setting.Value)).Build());
    }
}
