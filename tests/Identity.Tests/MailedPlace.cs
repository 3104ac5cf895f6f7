using System.Net.Http.Json;
using System.Text.Json;
using IntegratedCare.Testing;
using IntegratedCare.Testing.Peers;

namespace IntegratedCare.Identity.Tests;

/// <summary>A running identity service with a mail server, an organisation and an operator, for the tests of a class.</summary>
public sealed class MailedPlace(RealServers servers) : IAsyncLifetime
{
    private IdentityHost? host;
    private MailServer? mail;

    internal IdentityHost Identity => host ?? throw NotStarted();

    internal MailServer Mail => mail ?? throw NotStarted();

    public async ValueTask InitializeAsync()
    {
        mail = await MailServer.StartAsync();
        host = await IdentityHost.StartAsync(servers, configure: mail.Configure);
        await host.AddPersonasAsync("operator", "gp");
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null) await host.DisposeAsync();
        if (mail is not null) await mail.DisposeAsync();
    }

    internal Task<Browser> OperatorAsync() => Identity.BrowserAsAsync("operator");

    /// <summary>Has the operator invite somebody; the invitation as it is answered.</summary>
    internal async Task<JsonElement> InviteAsync(string email, params string[] roles)
    {
        var answer = await (await OperatorAsync()).PostAsync("/identity/invitations", Invitation(email, roles));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }

    internal async Task<string> InvitationSecretAsync(string email) =>
        (await Mail.NextAsync(email, "You are invited to IntegratedCare")).Secret;

    internal static object Invitation(string email, params string[] roles) => new
    {
        email,
        displayName = "Robin Example",
        memberships = roles.Select(role => new { role, organisationCode = "oldham-council" }),
    };

    private static InvalidOperationException NotStarted() => new("The service starts with its tests.");
}
