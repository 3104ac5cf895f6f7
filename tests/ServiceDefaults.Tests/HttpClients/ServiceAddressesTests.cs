using IntegratedCare.ServiceDefaults.HttpClients;
using Microsoft.Extensions.Configuration;

namespace IntegratedCare.ServiceDefaults.Tests.HttpClients;

public sealed class ServiceAddressesTests
{
    [Fact]
    public void Instances_take_turns()
    {
        using var addresses = Addresses(
            ("services:identity:http:0", "http://127.0.0.1:5001"), ("services:identity:http:1", "http://127.0.0.1:5002"));

        var asked = new Uri("http://identity/keys?a=b%20c");
        Assert.Equal("http://127.0.0.1:5001/keys?a=b%20c", addresses.Resolve(asked).AbsoluteUri);
        Assert.Equal("http://127.0.0.1:5002/keys?a=b%20c", addresses.Resolve(asked).AbsoluteUri);
        Assert.Equal("http://127.0.0.1:5001/keys?a=b%20c", addresses.Resolve(asked).AbsoluteUri);
    }

    [Fact]
    public void Under_two_schemes_the_first_that_the_service_has_is_used()
    {
        using var plain = Addresses(("services:identity:http:0", "http://127.0.0.1:5001"));
        using var both = Addresses(
            ("services:identity:http:0", "http://127.0.0.1:5001"), ("services:identity:https:0", "https://127.0.0.1:5443"));

        Assert.Equal("http://127.0.0.1:5001/keys", plain.Resolve(new("https+http://identity/keys")).AbsoluteUri);
        Assert.Equal("https://127.0.0.1:5443/keys", both.Resolve(new("https+http://identity/keys")).AbsoluteUri);
    }

    [Fact]
    public void An_unknown_service_is_refused_by_name_with_the_setting_that_is_missing()
    {
        using var addresses = Addresses();

        var refusal = Assert.Throws<InvalidOperationException>(() => addresses.Resolve(new("http://ledger/funds")));
        Assert.Equal("The service 'ledger' has no known address: set services__ledger__http__0.", refusal.Message);
    }

    [Fact]
    public void An_address_that_cannot_be_called_is_refused_by_its_setting()
    {
        using var addresses = Addresses(("services:identity:http:0", "127.0.0.1"));

        var refusal = Assert.Throws<InvalidOperationException>(() => addresses.Resolve(new("http://identity/keys")));
        Assert.Contains("services:identity:http:0", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_setting_is_followed()
    {
        var settings = Configuration(("services:identity:http:0", "http://127.0.0.1:5001"));
        using var addresses = new ServiceAddresses(settings);
        addresses.Resolve(new("http://identity/"));

        settings["services:identity:http:0"] = "http://127.0.0.1:5009";
        settings.Reload();

        Assert.Equal(5009, addresses.Resolve(new("http://identity/")).Port);
    }

    [Theory]
    [InlineData("http://identity/keys", true)]
    [InlineData("https+http://population-health/", true)]
    [InlineData("http://localhost/", false)]
    [InlineData("http://127.0.0.1/", false)]
    [InlineData("http://example.nhs.uk/", false)]
    [InlineData("http://collector:4318/", false)]
    public void Only_a_single_word_without_a_port_is_a_service(string address, bool isService) =>
        Assert.Equal(isService, ServiceAddresses.IsServiceName(new Uri(address)));

    private static ServiceAddresses Addresses(params (string, string)[] settings) => new(Configuration(settings));

    private static IConfigurationRoot Configuration(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value)).Build();
}
