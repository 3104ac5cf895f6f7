using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IntegratedCare.Identity.Mail;
using IntegratedCare.Kernel.Auth;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IntegratedCare.Identity.Tests.Accounts;

public sealed class AdministrationTests(MailedPlace place) : IClassFixture<MailedPlace>
{
    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_operator_sees_who_has_an_account_page_by_page()
    {
        var id = await place.Identity.AddAccountAsync("listed@example.org", "gp");
        await place.Identity.BrowserOfAsync("listed@example.org");
        var browser = await place.OperatorAsync();

        var page = await browser.ReadAsync("/identity/accounts?page=1&pageSize=1");
        var listed = (await browser.ReadAsync("/identity/accounts?pageSize=200")).GetProperty("items").EnumerateArray()
            .Single(one => one.GetProperty("id").GetGuid() == id);

        Assert.Equal(1, page.GetProperty("items").GetArrayLength());
        Assert.Equal("listed@example.org", listed.GetProperty("email").GetString());
        Assert.Equal("Robin Example", listed.GetProperty("displayName").GetString());
        Assert.Equal("gp", listed.GetProperty("memberships")[0].GetProperty("role").GetString());
        Assert.False(listed.GetProperty("hasSecondFactor").GetBoolean());
        Assert.True(listed.TryGetProperty("lastUsedAt", out _));
        await Refusal.IsAsync(
            await (await place.Identity.BrowserAsAsync("gp")).GetAsync("/identity/accounts"), HttpStatusCode.Forbidden, "request.forbidden");
    }

    [Fact]
    public async Task What_an_operator_takes_away_ends_the_sessions_at_once_and_is_in_the_audit()
    {
        var id = await place.Identity.AddAccountAsync("changed@example.org", "gp", "board-member");
        var person = await place.Identity.BrowserOfAsync("changed@example.org");
        var browser = await place.OperatorAsync();
        var tag = (await browser.GetAsync($"/identity/accounts/{id}")).Headers.ETag?.Tag;
        var wish = new
        {
            displayName = "Robin Married",
            memberships = new[]
            {
                new { role = "board-member", organisationCode = "oldham-council", neighbourhoodCode = (string?)null },
                new { role = "care-coordinator", organisationCode = "oldham-council", neighbourhoodCode = (string?)"central" },
            },
        };

        var answer = await browser.PutAsync($"/identity/accounts/{id}", wish, tag);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var view = await answer.Content.ReadFromJsonAsync<JsonElement>(Ending);
        Assert.Equal("Robin Married", view.GetProperty("displayName").GetString());
        Assert.Equal(["board-member", "care-coordinator"], view.GetProperty("memberships").EnumerateArray().Select(m => m.GetProperty("role").GetString()));
        await Refusal.IsAsync(await person.AskForTokenAsync(), HttpStatusCode.BadRequest, "token.session-ended");
        Assert.NotEqual(tag, answer.Headers.ETag?.Tag);
        await Refusal.IsAsync(await browser.PutAsync($"/identity/accounts/{id}", wish, tag), HttpStatusCode.PreconditionFailed, "request.stale");
        await Refusal.IsAsync(
            await browser.PutAsync($"/identity/accounts/{id}", wish, ifMatch: null), HttpStatusCode.PreconditionRequired, "request.if-match-missing");
        await using var db = place.Identity.Service.Db();
        var actions = await db.Database.SqlQuery<string>(
            $"select subject || ' ' || action as value from access_records where record_id like {$"{id:N}%"} order by id").ToListAsync(Ending);
        Assert.Contains("persona:operator membership.taken", actions);
        Assert.Contains("persona:operator membership.given", actions);
        Assert.Contains("persona:operator account.read", actions);
    }

    [Fact]
    public async Task What_is_only_added_leaves_the_sessions_alone()
    {
        var id = await place.Identity.AddAccountAsync("added@example.org", "gp");
        var person = await place.Identity.BrowserOfAsync("added@example.org");

        await (await place.OperatorAsync()).PutAsync($"/identity/accounts/{id}", Wish("gp", "analyst"), "*");

        Assert.True((await person.AskForTokenAsync()).IsSuccessStatusCode);
        Assert.Equal(2, (await person.ReadAsync("/identity/session")).GetProperty("memberships").GetArrayLength());
    }

    [Fact]
    public async Task Nobody_changes_what_they_themselves_may_do()
    {
        var id = await place.Identity.AddAccountAsync("self@example.org", "operator");
        var self = await place.Identity.BrowserOfAsync("self@example.org");

        await Refusal.IsAsync(
            await self.PutAsync($"/identity/accounts/{id}", Wish("operator", "privacy-officer"), "*"), HttpStatusCode.Forbidden, "account.own");
        await Refusal.IsAsync(await self.PostAsync($"/identity/accounts/{id}/suspension"), HttpStatusCode.Forbidden, "account.own");
        await Refusal.IsAsync(await self.GetAsync($"/identity/accounts/{Guid.NewGuid()}"), HttpStatusCode.NotFound, "account.unknown");
    }

    [Fact]
    public async Task A_suspended_person_is_suspendedat_once_and_in_again_when_reinstated()
    {
        var id = await place.Identity.AddAccountAsync("suspended@example.org", "gp");
        var person = await place.Identity.BrowserOfAsync("suspended@example.org");
        var browser = await place.OperatorAsync();

        Assert.Equal(HttpStatusCode.NoContent, (await browser.PostAsync($"/identity/accounts/{id}/suspension")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await browser.PostAsync($"/identity/accounts/{id}/suspension")).StatusCode);

        await Refusal.IsAsync(await person.AskForTokenAsync(), HttpStatusCode.BadRequest, "token.session-ended");
        await Refusal.IsAsync(await person.SignInAsync("suspended@example.org", AccountSeeding.Password), HttpStatusCode.Forbidden, "account.suspended");
        await using (var db = place.Identity.Service.Db())
        {
            Assert.Equal(1, await db.Database.SqlQuery<int>($"""
                select count(*)::int as "Value" from access_records
                where subject = {$"account:{id:N}"} and outcome = 'Refused' and refusal_code = 'account.suspended'
                """).SingleAsync(Ending));
        }

        await Refusal.IsAsync(await person.SignInAsync("suspended@example.org", "not the password at all"), HttpStatusCode.Unauthorized, "sign-in.refused");
        await browser.PostAsync($"/identity/accounts/{id}/reinstatement");
        Assert.Equal(HttpStatusCode.OK, (await person.SignInAsync("suspended@example.org", AccountSeeding.Password)).StatusCode);
    }

    [Fact]
    public async Task Everybody_who_holds_a_role_can_be_mailed_and_nobody_who_is_suspended()
    {
        await place.Identity.AddAccountAsync("officer1@example.org", "privacy-officer");
        await place.Identity.AddAccountAsync("officer2@example.org", "gp", "privacy-officer");
        var suspended = await place.Identity.AddAccountAsync("officer3@example.org", "privacy-officer");
        await (await place.OperatorAsync()).PostAsync($"/identity/accounts/{suspended}/suspension");
        await using (var scope = place.Identity.Service.Services.CreateAsyncScope())
        {
            var told = await scope.ServiceProvider.GetRequiredService<Mails>().QueueAsync(
                Roles.PrivacyOfficer, new(MailKind.BreakGlass, "A record was opened in an emergency", "Please review it."), Ending);
            Assert.Equal(2, told);
            await scope.ServiceProvider.GetRequiredService<IdentityDb>().SaveChangesAsync(Ending);
        }

        await place.Mail.NextAsync("officer1@example.org", "A record was opened in an emergency");
        await place.Mail.NextAsync("officer2@example.org", "A record was opened in an emergency");
        Assert.DoesNotContain(await place.Mail.MailsAsync(), mail => mail.To == "officer3@example.org");
    }

    private static object Wish(params string[] roles) => new
    {
        displayName = "Robin Example",
        memberships = roles.Select(role => new { role, organisationCode = "oldham-council" }),
    };
}
