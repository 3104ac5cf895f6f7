using System.Net;
using System.Text.Json;
using IntegratedCare.Identity.Accounts;
using IntegratedCare.Identity.Tests.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;

namespace IntegratedCare.Identity.Tests.Sessions;

public sealed class OwnSessionsTests(MailedPlace place) : IClassFixture<MailedPlace>
{
    private const string Safari = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1";

    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_person_sees_where_they_are_signed_in_and_ends_one_session_or_all_others()
    {
        await place.Identity.AddAccountAsync("list@example.org", "gp");
        var here = await place.Identity.BrowserOfAsync("list@example.org");
        var phone = new Browser(place.Identity) { UserAgent = Safari };
        await phone.SignInAsync("list@example.org", AccountSeeding.Password);
        var third = await place.Identity.BrowserOfAsync("list@example.org");

        var listed = await SessionsAsync(here);
        Assert.Equal(3, listed.Count);
        Assert.Single(listed, one => one.GetProperty("isThis").GetBoolean());
        var phones = listed.Single(one => one.GetProperty("device").GetString() == "Safari on iPhone").GetProperty("id").GetGuid();
        Assert.Equal(HttpStatusCode.NoContent, (await here.PostAsync($"/identity/sessions/{phones}/revoke")).StatusCode);

        await Refusal.IsAsync(await phone.AskForTokenAsync(), HttpStatusCode.BadRequest, "token.session-ended");
        await Refusal.IsAsync(await here.PostAsync($"/identity/sessions/{phones}/revoke"), HttpStatusCode.NotFound, "session.none");
        Assert.True((await third.AskForTokenAsync()).IsSuccessStatusCode);
        await here.PostAsync("/identity/sessions/revoke-others");
        await Refusal.IsAsync(await third.AskForTokenAsync(), HttpStatusCode.BadRequest, "token.session-ended");
        Assert.Single(await SessionsAsync(here));
    }

    [Fact]
    public async Task Nobody_ends_or_sees_the_sessions_of_another()
    {
        await place.Identity.AddAccountAsync("mine@example.org", "gp");
        await place.Identity.AddAccountAsync("theirs@example.org", "gp");
        var mine = await place.Identity.BrowserOfAsync("mine@example.org");
        var theirs = await place.Identity.BrowserOfAsync("theirs@example.org");
        var persona = await place.Identity.BrowserAsAsync("gp");
        var other = await place.Identity.BrowserAsAsync("gp");

        foreach (var victim in (Browser[])[theirs, other])
        {
            var id = Guid.Parse(victim.Session![..32]);
            await Refusal.IsAsync(await mine.PostAsync($"/identity/sessions/{id}/revoke"), HttpStatusCode.NotFound, "session.none");
            await Refusal.IsAsync(await persona.PostAsync($"/identity/sessions/{id}/revoke"), HttpStatusCode.NotFound, "session.none");
            Assert.True((await victim.AskForTokenAsync()).IsSuccessStatusCode);
        }

        Assert.Single(await SessionsAsync(mine));
        Assert.Single(await SessionsAsync(persona));
    }

    [Fact]
    public async Task A_token_opens_nothing_here_once_its_session_has_ended()
    {
        await place.Identity.AddAccountAsync("during@example.org", "gp");
        var browser = await place.Identity.BrowserOfAsync("during@example.org");
        using var client = place.Identity.With(await browser.TokenAsync());

        await browser.PostAsync("/identity/sign-out");

        await Refusal.IsAsync(await client.GetAsync("/identity/session", Ending), HttpStatusCode.NotFound, "session.none");
        await Refusal.IsAsync(await client.GetAsync("/identity/sessions", Ending), HttpStatusCode.NotFound, "session.none");
        await Refusal.IsAsync(
            await client.PostAsync("/identity/sessions/revoke-others", null, Ending), HttpStatusCode.NotFound, "session.none");
    }

    [Fact]
    public async Task A_person_acts_in_one_part_at_a_time_and_the_former_cookie_opens_nothing_any_more()
    {
        await place.Identity.AddAccountAsync("parts@example.org", "gp", "board-member");
        await place.Identity.AddAccountAsync("other-parts@example.org", "operator");
        var browser = await place.Identity.BrowserOfAsync("parts@example.org");
        var former = new Browser(place.Identity) { ["ic_session"] = browser.Session };
        var session = await browser.ReadAsync("/identity/session");
        var board = session.GetProperty("memberships")[1].GetProperty("id").GetGuid();
        var foreign = (await (await place.Identity.BrowserOfAsync("other-parts@example.org")).ReadAsync("/identity/session"))
            .GetProperty("actingAs").GetProperty("id").GetGuid();

        var answer = await browser.PostAsync("/identity/session/membership", new { membershipId = board });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("board-member", new JsonWebToken(await browser.TokenAsync()).GetClaim("role").Value);
        await Refusal.IsAsync(await former.AskForTokenAsync(), HttpStatusCode.BadRequest, "token.session-ended");
        await Refusal.IsAsync(
            await browser.PostAsync("/identity/session/membership", new { membershipId = foreign }),
            HttpStatusCode.UnprocessableEntity, "membership.not-held");
        var later = await place.Identity.BrowserOfAsync("parts@example.org");
        Assert.Equal("board-member", new JsonWebToken(await later.TokenAsync()).GetClaim("role").Value);
    }

    [Fact]
    public async Task One_session_too_many_ends_the_one_used_longest_ago()
    {
        await place.Identity.AddAccountAsync("many@example.org", "gp");
        var first = await place.Identity.BrowserOfAsync("many@example.org");
        var second = await place.Identity.BrowserOfAsync("many@example.org");
        for (var more = 0; more < 9; more++) await place.Identity.BrowserOfAsync("many@example.org");

        await Refusal.IsAsync(await first.AskForTokenAsync(), HttpStatusCode.BadRequest, "token.session-ended");
        Assert.True((await second.AskForTokenAsync()).IsSuccessStatusCode);
        Assert.Equal(10, (await SessionsAsync(second)).Count);
    }

    [Fact]
    public async Task The_owner_is_told_of_a_browser_not_seen_before_and_not_of_one_that_was()
    {
        await place.Identity.AddAccountAsync("device@example.org", "gp");
        var own = await place.Identity.BrowserOfAsync("device@example.org");
        await own.PostAsync("/identity/sign-out");
        await own.SignInAsync("device@example.org", AccountSeeding.Password);

        await new Browser(place.Identity) { UserAgent = Safari }.SignInAsync("device@example.org", AccountSeeding.Password);

        var mail = await place.Mail.NextAsync("device@example.org", "A new device signed in to your account");
        Assert.Contains("Safari on iPhone", mail.Message.TextBody, StringComparison.Ordinal);
        Assert.Single(await place.Mail.MailsAsync(), one => one.To == "device@example.org");
    }

    [Fact]
    public async Task Ended_sessions_are_forgotten_after_their_time_and_open_ones_are_not()
    {
        var id = await place.Identity.AddAccountAsync("swept@example.org", "gp");
        var ended = await place.Identity.BrowserOfAsync("swept@example.org");
        await ended.PostAsync("/identity/sign-out");
        var idle = await place.Identity.BrowserOfAsync("swept@example.org");
        var open = await place.Identity.BrowserOfAsync("swept@example.org");
        await using var db = place.Identity.Service.Db();
        await db.Database.ExecuteSqlAsync($"""
            update sessions set ended_at = ended_at - interval '40 days', idle_ends_at = case when id = {Guid.Parse(idle.Session![..32])}
              then idle_ends_at - interval '40 days' else idle_ends_at end where account_id = {id}
            """, Ending);

        await place.Identity.Service.Services.GetRequiredService<AccountSweeper>().SweepAsync(Ending);

        var left = await db.Sessions.AsNoTracking().Where(session => session.AccountId == id).Select(session => session.Id).ToListAsync(Ending);
        Assert.Equal(Guid.Parse(open.Session![..32]), Assert.Single(left).Value);
        Assert.True((await open.AskForTokenAsync()).IsSuccessStatusCode);
    }

    private static async Task<IReadOnlyList<JsonElement>> SessionsAsync(Browser browser) =>
        [.. (await browser.ReadAsync("/identity/sessions")).GetProperty("items").EnumerateArray()];
}
