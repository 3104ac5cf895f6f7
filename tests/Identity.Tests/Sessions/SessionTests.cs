using System.Net;
using IntegratedCare.Identity.Tests.Accounts;
using IntegratedCare.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IntegratedCare.Identity.Tests.Sessions;

public sealed class SessionTests(RealServers servers, DemonstrationPlace place) : IClassFixture<DemonstrationPlace>
{
    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_person_sees_who_they_are_and_in_which_parts_they_may_act()
    {
        var identity = place.Identity;
        var id = await identity.AddAccountAsync("two@example.org", "care-coordinator", "operator");
        var browser = new Browser(identity);
        await browser.SignInAsync("two@example.org", AccountSeeding.Password);

        var session = await browser.ReadAsync("/identity/session");

        Assert.Equal($"account:{id:N}", session.GetProperty("subject").GetString());
        Assert.Equal("Robin Example", session.GetProperty("name").GetString());
        Assert.Equal("two@example.org", session.GetProperty("email").GetString());
        Assert.Equal("care-coordinator", session.GetProperty("actingAs").GetProperty("role").GetString());
        Assert.Equal("Oldham Council", session.GetProperty("actingAs").GetProperty("organisation").GetProperty("name").GetString());
        Assert.Equal(["care-coordinator", "operator"],
            session.GetProperty("memberships").EnumerateArray().Select(m => m.GetProperty("role").GetString()));
        Assert.Equal("pwd", session.GetProperty("signedInBy")[0].GetString());
        Assert.True(session.GetProperty("endsAt").GetDateTimeOffset() > session.GetProperty("idleEndsAt").GetDateTimeOffset());
    }

    [Fact]
    public async Task A_visitor_plays_a_persona_at_a_browser()
    {
        var browser = new Browser(place.Identity);

        var answer = await browser.PostAsync("/identity/sign-in/persona", new { persona = "gp" });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var session = await browser.ReadAsync("/identity/session");
        Assert.Equal("persona:gp", session.GetProperty("subject").GetString());
        Assert.Equal("central", session.GetProperty("actingAs").GetProperty("neighbourhoodCode").GetString());
        await Refusal.IsAsync(
            await browser.PostAsync("/identity/sign-in/persona", new { persona = "nobody" }), HttpStatusCode.NotFound, "persona.unknown");
    }

    [Fact]
    public async Task Outside_a_demonstration_no_browser_plays_a_persona()
    {
        await using var identity = await IdentityHost.StartAsync(servers, demonstration: false);

        await Refusal.IsAsync(
            await new Browser(identity).PostAsync("/identity/sign-in/persona", new { persona = "gp" }), HttpStatusCode.NotFound, "persona.none");
    }

    [Fact]
    public async Task Signing_out_ends_the_session_everywhere_and_twice_is_no_fault()
    {
        var browser = new Browser(place.Identity);
        await browser.PostAsync("/identity/sign-in/persona", new { persona = "gp" });
        var copied = new Browser(place.Identity) { ["ic_session"] = browser.Session };
        Assert.True((await copied.AskForTokenAsync()).IsSuccessStatusCode);

        var first = await browser.PostAsync("/identity/sign-out");
        var second = await browser.PostAsync("/identity/sign-out");

        Assert.Equal(HttpStatusCode.NoContent, first.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, second.StatusCode);
        Assert.Null(browser.Session);
        await Refusal.IsAsync(await copied.AskForTokenAsync(), HttpStatusCode.BadRequest, "token.session-ended");
    }

    [Theory]
    [InlineData("")]
    [InlineData("none")]
    [InlineData("00000000000000000000000000000000.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("00000000000000000000000000000000.!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!")]
    public async Task A_made_up_cookie_opens_nothing(string cookie)
    {
        var browser = new Browser(place.Identity) { ["ic_session"] = cookie.Length == 0 ? "x" : cookie };

        await Refusal.IsAsync(await browser.AskForTokenAsync(), HttpStatusCode.BadRequest, "token.session-ended");
        Assert.Equal(HttpStatusCode.NoContent, (await browser.PostAsync("/identity/sign-out")).StatusCode);
    }

    [Fact]
    public async Task Another_secret_under_a_sessions_id_opens_nothing_and_ends_nothing()
    {
        var browser = new Browser(place.Identity);
        await browser.PostAsync("/identity/sign-in/persona", new { persona = "gp" });
        var forged = new Browser(place.Identity) { ["ic_session"] = $"{browser.Session![..33]}{new string('A', 43)}" };

        await Refusal.IsAsync(await forged.AskForTokenAsync(), HttpStatusCode.BadRequest, "token.session-ended");
        await forged.PostAsync("/identity/sign-out");

        Assert.True((await browser.AskForTokenAsync()).IsSuccessStatusCode);
    }

    [Fact]
    public async Task A_session_ends_when_it_is_left_alone_and_at_its_last_hour_however_busy()
    {
        var clock = new FixedClock(TimeProvider.System.GetUtcNow());
        await using var identity = await IdentityHost.StartAsync(servers, configure: web => web.ConfigureServices(services =>
            services.AddSingleton<TimeProvider>(clock)));
        await identity.AddPersonasAsync("gp");
        var busy = new Browser(identity);
        var idle = new Browser(identity);
        await busy.PostAsync("/identity/sign-in/persona", new { persona = "gp" });
        await idle.PostAsync("/identity/sign-in/persona", new { persona = "gp" });

        clock.Now += TimeSpan.FromMinutes(20);
        Assert.True((await busy.AskForTokenAsync()).IsSuccessStatusCode);
        clock.Now += TimeSpan.FromMinutes(20);
        Assert.True((await busy.AskForTokenAsync()).IsSuccessStatusCode);
        await Refusal.IsAsync(await idle.AskForTokenAsync(), HttpStatusCode.BadRequest, "token.session-ended");
        for (var use = 0; use < 33; use++)
        {
            clock.Now += TimeSpan.FromMinutes(20);
            Assert.True((await busy.AskForTokenAsync()).IsSuccessStatusCode);
        }

        clock.Now += TimeSpan.FromMinutes(20);
        await Refusal.IsAsync(await busy.AskForTokenAsync(), HttpStatusCode.BadRequest, "token.session-ended");
    }

    [Fact]
    public async Task Signing_in_again_ends_what_the_browser_had_open()
    {
        var identity = place.Identity;
        await identity.AddAccountAsync("again@example.org", "gp");
        var browser = new Browser(identity);
        await browser.SignInAsync("again@example.org", AccountSeeding.Password);
        var before = new Browser(identity) { ["ic_session"] = browser.Session };

        await browser.SignInAsync("again@example.org", AccountSeeding.Password);

        Assert.NotEqual(before.Session, browser.Session);
        await Refusal.IsAsync(await before.AskForTokenAsync(), HttpStatusCode.BadRequest, "token.session-ended");
        await using var db = identity.Service.Db();
        var id = new IntegratedCare.Identity.Sessions.SessionId(Guid.Parse(before.Session![..32]));
        Assert.Equal("Firefox on Windows", (await db.Sessions.SingleAsync(session => session.Id == id, Ending)).DeviceLabel);
    }
}
