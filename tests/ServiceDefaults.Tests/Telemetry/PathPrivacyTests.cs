using IntegratedCare.ServiceDefaults.Telemetry;

namespace IntegratedCare.ServiceDefaults.Tests.Telemetry;

public sealed class PathPrivacyTests
{
    private const string Id = "0192f3a4-5b6c-7d8e-9fa0-b1c2d3e4f506";

    [Theory]
    [InlineData("/api/scheduling/bookings/" + Id + "/history", "/api/scheduling/bookings/" + Id + "/history")]
    [InlineData("/identity/sign-in", "/identity/sign-in")]
    [InlineData("/openapi/scheduling.json", "/openapi/scheduling.json")]
    [InlineData("/", "/")]
    [InlineData("/api/scheduling/bookings/9434765919", "/api/scheduling/bookings/…")]
    [InlineData("/api/people/Alex%20Example", "/api/people/…")]
    [InlineData("/api/people/999 123 4567/x", "/api/people/…/x")]
    public void Of_a_path_only_routes_words_and_our_ids_are_told(string path, string told) => Assert.Equal(told, PathPrivacy.Mask(path));

    [Theory]
    [InlineData("/api/ledger/funds/quaverstone/position", "/api/ledger/funds/{code}/position", "/api/ledger/funds/…/position")]
    [InlineData("/api/teams/" + Id, "/api/teams/{id:guid}", "/api/teams/" + Id)]
    [InlineData("/api/teams/extra/name", "/api/teams/{**rest}", "/api/teams/extra/name")]
    public void Where_the_route_is_known_no_parameter_is_told_but_an_id(string path, string route, string told) =>
        Assert.Equal(told, PathPrivacy.Mask(path, route));

    [Theory]
    [InlineData("http://127.0.0.1:80/api/people/9434765919?name=x#y", "http://127.0.0.1:80/api/people/…")]
    [InlineData("http://127.0.0.1:80", "http://127.0.0.1:80")]
    [InlineData("/status?x=1", "/status")]
    public void Of_an_address_the_host_stays_and_the_query_goes(string address, string told) => Assert.Equal(told, PathPrivacy.MaskAddress(address));
}
