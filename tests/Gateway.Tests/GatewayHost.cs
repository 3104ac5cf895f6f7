using System.Net.Http.Headers;
using IntegratedCare.Testing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace IntegratedCare.Gateway.Tests;

/// <summary>The gateway on a real port before real servers, which are not the services but answer at their names.</summary>
internal sealed class GatewayHost : IAsyncDisposable
{
    private readonly WebApplicationFactory<Program> factory;
    private readonly TokenIssuer issuer;

    private GatewayHost(WebApplicationFactory<Program> factory, TokenIssuer issuer) =>
        (this.factory, this.issuer) = (factory, issuer);

    public const string ClientSecret = "the-gateway-s-own-secret-of-the-tests";

    public static async Task<GatewayHost> StartAsync(
        IEnumerable<(string Service, BackEnd Replica)> backEnds, Action<IWebHostBuilder>? configure = null, TokenIssuer? tokens = null)
    {
        var issuer = tokens ?? await TokenIssuer.StartAsync(CancellationToken.None);
        var factory = new WebApplicationFactory<Program>().WithWebHostBuilder(web =>
        {
            web.UseUrls("http://127.0.0.1:0");
            web.UseSetting("services:identity:http:0", issuer.Address);
            web.UseSetting("Session:ClientSecret", ClientSecret);
            web.UseSetting("HealthChecks:Interval", "00:00:00.200");
            web.UseSetting("HealthChecks:Timeout", "00:00:01");
            web.UseSetting("HealthChecks:Reactivation", "00:00:00.500");
            foreach (var group in backEnds.GroupBy(backEnd => backEnd.Service))
                foreach (var (number, backEnd) in group.Index())
                    web.UseSetting($"services:{group.Key}:http:{number}", backEnd.Replica.Address);
            configure?.Invoke(web);
        });
        factory.UseKestrel(0);
        factory.StartServer();
        return new(factory, issuer);
    }

    /// <summary>What identity, which only publishes keys here, answers to questions about its audit.</summary>
    public void IdentityAnswers(Microsoft.AspNetCore.Http.RequestDelegate audit) => issuer.Audit = audit;

    public Uri Address => factory.ClientOptions.BaseAddress;

    /// <summary>Every door that the gateway listens at.</summary>
    public IEnumerable<Uri> Addresses => factory.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>()
        .Addresses.Select(address => new Uri(address));

    public HttpClient Anonymous() => new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Address };

    public HttpClient As(string role, string? name = null)
    {
        var client = Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", issuer.Issue(role, name: name));
        return client;
    }

    /// <summary>A token that one service alone accepts.</summary>
    public string Token(string role, string audience) => issuer.Issue(role, change: token =>
    {
        token.Audiences.Clear();
        token.Audiences.Add(audience);
    });

    public async ValueTask DisposeAsync()
    {
        await factory.DisposeAsync();
        await issuer.DisposeAsync();
    }
}
