using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace IntegratedCare.Gateway.Tests.Routes;

public sealed partial class RouteTableTests
{
    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("directory", "/api/directory/services?search=nurse&page=2")]
    [InlineData("scheduling", "/api/scheduling/bookings/0199/attendance")]
    [InlineData("directory", "/fhir/r4/metadata")]
    [InlineData("directory", "/fhir/r4/HealthcareService/0199")]
    [InlineData("scheduling", "/fhir/r4/Appointment")]
    [InlineData("scheduling", "/fhir/r4/Slot?status=free&start=ge2026-11-27")]
    [InlineData("scheduling", "/fhir/r4/Schedule/0199")]
    [InlineData("scheduling", "/fhir/r4/ServiceRequest/_search")]
    [InlineData("ledger", "/api/ledger/funds")]
    [InlineData("quality", "/api/quality/incidents")]
    [InlineData("ledger", "/operations/ledger/error-queues/ledger.booking-confirmed_error")]
    public async Task A_service_hears_the_path_and_query_that_were_asked_for(string service, string address)
    {
        await using var backEnd = await BackEnd.StartAsync(service);
        await using var gateway = await GatewayHost.StartAsync([(service, backEnd)]);
        using var client = gateway.Anonymous();

        var answer = await client.GetAsync(address, Ending);

        Assert.Equal("""{"answered":true}""", await answer.Content.ReadAsStringAsync(Ending));
        var request = Assert.Single(backEnd.Received);
        Assert.Equal(address, request.Path + request.Query);
    }

    [Fact]
    public async Task The_service_s_own_refusal_passes_unchanged()
    {
        await using var backEnd = await BackEnd.StartAsync("ledger");
        backEnd.Answer = async context =>
        {
            context.Response.StatusCode = 409;
            context.Response.ContentType = "application/problem+json";
            context.Response.Headers.ETag = "\"7\"";
            await context.Response.WriteAsync("""{"code":"slot.taken"}""", context.RequestAborted);
        };
        await using var gateway = await GatewayHost.StartAsync([("ledger", backEnd)]);
        using var client = gateway.Anonymous();

        var answer = await client.PostAsync("/api/ledger/funds", new StringContent("{}"), Ending);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal("\"7\"", answer.Headers.ETag?.Tag);
        Assert.Equal("""{"code":"slot.taken"}""", await answer.Content.ReadAsStringAsync(Ending));
    }

    [Theory]
    [InlineData("/nothing/here")]
    [InlineData("/api/unknown/things")]
    [InlineData("/operations/unknown/status")]
    [InlineData("/swagger")]
    public async Task What_is_not_there_is_said_in_words(string address)
    {
        await using var gateway = await GatewayHost.StartAsync([]);

        var answer = await gateway.Anonymous().GetAsync(address, Ending);

        await Refusal.IsAsync(answer, HttpStatusCode.NotFound, "request.route-unknown");

        using var picky = gateway.Anonymous();
        picky.DefaultRequestHeaders.Accept.Add(new("text/html"));
        await Refusal.IsAsync(await picky.GetAsync(address, Ending), HttpStatusCode.NotFound, "request.route-unknown");
    }

    [Theory]
    [InlineData("/api/ledger/../../health")]
    [InlineData("/api/ledger/%2e%2e/%2e%2e/health")]
    [InlineData("/api/ledger/..%2f..%2fhealth")]
    [InlineData("/api/ledger/..%5c..%5chealth")]
    [InlineData("//health")]
    [InlineData("/openapi/../api/ledger/../../health")]
    public async Task A_service_s_own_health_cannot_be_reached_through_the_door(string address)
    {
        await using var backEnd = await BackEnd.StartAsync("ledger");
        backEnd.Health = "this is the service's own";
        await using var gateway = await GatewayHost.StartAsync([("ledger", backEnd)]);

        var answer = await RawRequest.GetAsync(gateway.Address, address);

        Assert.DoesNotContain("this is the service's own", answer, StringComparison.Ordinal);
        Assert.DoesNotContain(backEnd.Received, request => request.Path is "/health" or "/alive");
    }

    [Fact]
    public void Every_route_leads_to_a_service_that_AppHost_runs_and_every_api_has_a_route()
    {
        var repository = Repository();
        var appHost = File.ReadAllText(Path.Combine(repository, "AppHost", "Program.cs"));
        var services = ServiceNames().Matches(appHost).Select(match => match.Groups["name"].Value).ToHashSet();
        using var table = JsonDocument.Parse(File.ReadAllText(Path.Combine(repository, "src", "Gateway", "routes.json")));
        var proxy = table.RootElement.GetProperty("ReverseProxy");
        var clusters = proxy.GetProperty("Clusters").EnumerateObject().Select(cluster => cluster.Name).ToHashSet();
        var routed = proxy.GetProperty("Routes").EnumerateObject()
            .Select(route => route.Value.GetProperty("ClusterId").GetString() ?? "").ToHashSet();

        Assert.NotEmpty(services);
        Assert.Equal(services.Order(), clusters.Order());
        Assert.Equal(services.Order(), routed.Order());
    }

    private static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "IntegratedCare.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The repository was not found.");
        return folder;
    }

    [GeneratedRegex("""AddService<[\w.]+>\("(?<name>[a-z-]+)"\)""")]
    private static partial Regex ServiceNames();
}
