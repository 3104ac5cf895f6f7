using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IntegratedCare.Identity.Tests.Accounts;
using IntegratedCare.Testing;
using IntegratedCare.Testing.Peers;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity.Tests.Invitations;

public sealed class FirstOperatorTests(RealServers servers)
{
    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_place_invites_the_operator_of_its_settings_once_however_many_replicas_start()
    {
        await using var mail = await MailServer.StartAsync();
        await using var identity = await IdentityHost.StartAsync(servers, demonstration: false, configure: mail.Configure);
        await identity.AddPersonasAsync();      // the organisation, and no persona

        await using var one = new AnotherReplica(identity, Configure);
        await using var two = new AnotherReplica(identity, Configure);

        var secret = (await mail.NextAsync("first@example.org", "You are invited to IntegratedCare")).Secret;
        var browser = new Browser(identity);
        var accepted = await browser.PostAsync(
            "/identity/invitations/acceptance", new { token = secret, password = AccountSeeding.Password });
        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
        var status = (await accepted.Content.ReadFromJsonAsync<JsonElement>(Ending)).GetProperty("status").GetString();
        Assert.Equal("secondFactorSetUpRequired", status);      // of an operator, in a real place
        await using var three = new AnotherReplica(identity, Configure);
        await using var db = identity.Service.Db();
        Assert.Equal("operator oldham-council", await db.Memberships.Select(held => held.Role + " " + held.OrganisationCode).SingleAsync(Ending));
        Assert.Equal(1, await db.Invitations.CountAsync(Ending));

        void Configure(IWebHostBuilder web)
        {
            mail.Configure(web);
            web.UseSetting("Clients:gateway:Secret", IdentityHost.GatewaySecret);
            web.UseSetting("Accounts:FirstOperator:Email", "first@example.org");
            web.UseSetting("Accounts:FirstOperator:Organisation", "oldham-council");
        }
    }

    [Theory]
    [InlineData("not an address", "oldham-council", "Accounts:FirstOperator:Email")]
    [InlineData("first@example.org", null, "Accounts:FirstOperator:Organisation")]
    public async Task A_first_operator_who_cannot_be_invited_stops_the_start(string email, string? organisation, string because)
    {
        var refusal = await Assert.ThrowsAnyAsync<Exception>(() => IdentityHost.StartAsync(servers, configure: web =>
        {
            web.UseSetting("Accounts:FirstOperator:Email", email);
            if (organisation is not null) web.UseSetting("Accounts:FirstOperator:Organisation", organisation);
        }));

        Assert.Contains(because, refusal.ToString(), StringComparison.Ordinal);
    }
}
