using System.Net;
using IntegratedCare.Identity.Tests.Accounts;
using IntegratedCare.Testing;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity.Tests.Passwords;

public sealed class PasswordTests(MailedPlace place) : IClassFixture<MailedPlace>
{
    private const string Another = "velvet harbour nine lanterns";

    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Another_password_ends_every_other_session_and_the_owner_is_told()
    {
        await place.Identity.AddAccountAsync("change@example.org", "gp");
        var browser = await place.Identity.BrowserOfAsync("change@example.org");
        var elsewhere = await place.Identity.BrowserOfAsync("change@example.org");

        var answer = await browser.PostAsync(
            "/identity/password", new { currentPassword = AccountSeeding.Password, newPassword = Another });

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.True((await browser.AskForTokenAsync()).IsSuccessStatusCode);
        await Refusal.IsAsync(await elsewhere.AskForTokenAsync(), HttpStatusCode.BadRequest, "token.session-ended");
        await place.Mail.NextAsync("change@example.org", "Your password was changed");
        Assert.Equal(HttpStatusCode.Unauthorized, (await new Browser(place.Identity).SignInAsync("change@example.org", AccountSeeding.Password)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await new Browser(place.Identity).SignInAsync("change@example.org", Another)).StatusCode);
    }

    [Fact]
    public async Task Whoever_took_over_a_session_cannot_change_the_password_without_knowing_it()
    {
        await place.Identity.AddAccountAsync("thief@example.org", "gp");
        var browser = await place.Identity.BrowserOfAsync("thief@example.org");

        await Refusal.IsAsync(
            await browser.PostAsync("/identity/password", new { currentPassword = "a wrong one, perhaps", newPassword = Another }),
            HttpStatusCode.Forbidden, "password.wrong");
        await Refusal.IsAsync(
            await browser.PostAsync("/identity/password", new { currentPassword = AccountSeeding.Password, newPassword = "too short" }),
            HttpStatusCode.UnprocessableEntity, "password.too-short");
        await Refusal.IsAsync(
            await browser.PostAsync("/identity/password", new { currentPassword = AccountSeeding.Password, newPassword = AccountSeeding.Password }),
            HttpStatusCode.UnprocessableEntity, "password.same-as-before");
        await Refusal.IsAsync(
            await (await place.OperatorAsync()).PostAsync("/identity/password", new { currentPassword = "x", newPassword = Another }),
            HttpStatusCode.NotFound, "account.persona-has-none");
        Assert.Equal(HttpStatusCode.OK, (await new Browser(place.Identity).SignInAsync("thief@example.org", AccountSeeding.Password)).StatusCode);
    }

    [Fact]
    public async Task Whoever_forgot_their_password_chooses_another_by_mail_and_every_session_ends()
    {
        await place.Identity.AddAccountAsync("forgot@example.org", "gp");
        var browser = await place.Identity.BrowserOfAsync("forgot@example.org");
        var stranger = new Browser(place.Identity);

        var asked = await stranger.PostAsync("/identity/password/reset-request", new { email = "Forgot@example.org" });

        Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);
        var secret = (await place.Mail.NextAsync("forgot@example.org", "Choose another password")).Secret;
        Assert.Equal(HttpStatusCode.NoContent, (await ResetAsync(secret, Another)).StatusCode);
        await Refusal.IsAsync(await browser.AskForTokenAsync(), HttpStatusCode.BadRequest, "token.session-ended");
        Assert.Null(stranger.Session);
        Assert.Equal(HttpStatusCode.OK, (await new Browser(place.Identity).SignInAsync("forgot@example.org", Another)).StatusCode);
        await Refusal.IsAsync(await ResetAsync(secret, AccountSeeding.Password), HttpStatusCode.Gone, "password.reset-link-ended");
        await place.Mail.NextAsync("forgot@example.org", "Your password was changed");
    }

    [Fact]
    public async Task An_unknown_address_is_answered_alike_and_gets_no_mail()
    {
        await place.Identity.AddAccountAsync("known@example.org", "gp");
        var browser = new Browser(place.Identity);

        var unknown = await browser.PostAsync("/identity/password/reset-request", new { email = "unknown@example.org" });
        var misshapen = await browser.PostAsync("/identity/password/reset-request", new { email = "' or 1=1 --" });
        var known = await browser.PostAsync("/identity/password/reset-request", new { email = "known@example.org" });

        Assert.Equal(HttpStatusCode.Accepted, unknown.StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, misshapen.StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, known.StatusCode);
        Assert.Equal(await known.Content.ReadAsStringAsync(Ending), await unknown.Content.ReadAsStringAsync(Ending));
        await place.Mail.NextAsync("known@example.org", "Choose another password");     // so the earlier question is answered too
        Assert.DoesNotContain(await place.Mail.MailsAsync(), mail => mail.To == "unknown@example.org");
        await using var db = place.Identity.Service.Db();
        await Eventually.Passes(async () => Assert.Equal(0, await db.ResetRequests.CountAsync(Ending)));
    }

    [Fact]
    public async Task One_reset_link_changes_one_password_however_often_and_at_once_it_is_used()
    {
        await place.Identity.AddAccountAsync("twice@example.org", "gp");
        await new Browser(place.Identity).PostAsync("/identity/password/reset-request", new { email = "twice@example.org" });
        var secret = (await place.Mail.NextAsync("twice@example.org", "Choose another password")).Secret;

        var answers = await Task.WhenAll(Enumerable.Range(1, 4).Select(number => ResetAsync(secret, $"{Another} {number}")));

        Assert.Single(answers, answer => answer.IsSuccessStatusCode);
        foreach (var answer in answers.Where(answer => !answer.IsSuccessStatusCode))
            await Refusal.IsAsync(answer, HttpStatusCode.Gone, "password.reset-link-ended");
    }

    [Fact]
    public async Task Whoever_is_signing_in_with_the_old_password_while_it_is_reset_does_not_get_in_by_it()
    {
        await place.Identity.AddAccountAsync("meanwhile@example.org", "gp");
        await new Browser(place.Identity).PostAsync("/identity/password/reset-request", new { email = "meanwhile@example.org" });
        var secret = (await place.Mail.NextAsync("meanwhile@example.org", "Choose another password")).Secret;
        var browsers = Enumerable.Range(0, 6).Select(_ => new Browser(place.Identity)).ToList();

        await Task.WhenAll(browsers.Select(browser => browser.SignInAsync("meanwhile@example.org", AccountSeeding.Password))
            .Append(ResetAsync(secret, Another)));

        foreach (var browser in browsers)
            await Refusal.IsAsync(await browser.AskForTokenAsync(), HttpStatusCode.BadRequest, "token.session-ended");
    }

    [Fact]
    public async Task A_session_that_began_under_another_password_opens_nothing()
    {
        var id = await place.Identity.AddAccountAsync("under@example.org", "gp");
        var browser = await place.Identity.BrowserOfAsync("under@example.org");

        await place.Identity.SetPasswordAsync(id, Another);

        await Refusal.IsAsync(await browser.AskForTokenAsync(), HttpStatusCode.BadRequest, "token.session-ended");
    }

    [Fact]
    public async Task A_poor_choice_leaves_the_link_good_and_an_old_link_opens_nothing()
    {
        var id = await place.Identity.AddAccountAsync("poor@example.org", "gp");
        await new Browser(place.Identity).PostAsync("/identity/password/reset-request", new { email = "poor@example.org" });
        var secret = (await place.Mail.NextAsync("poor@example.org", "Choose another password")).Secret;

        await Refusal.IsAsync(await ResetAsync(secret, "passwordpasswordpassword"), HttpStatusCode.UnprocessableEntity, "password.too-simple");
        await using var db = place.Identity.Service.Db();
        await db.Database.ExecuteSqlAsync(
            $"update one_time_tokens set expires_at = now() - interval '1 second' where account_id = {id}", Ending);

        await Refusal.IsAsync(await ResetAsync(secret, Another), HttpStatusCode.Gone, "password.reset-link-ended");
        await Refusal.IsAsync(await ResetAsync("made up", Another), HttpStatusCode.Gone, "password.reset-link-ended");
    }

    [Fact]
    public async Task Nobody_fills_a_mailbox_by_asking_again_and_again()
    {
        await place.Identity.AddAccountAsync("flooded@example.org", "gp");
        var browser = new Browser(place.Identity);

        for (var ask = 0; ask < 12; ask++)
            Assert.Equal(HttpStatusCode.Accepted,
                (await browser.PostAsync("/identity/password/reset-request", new { email = "flooded@example.org" })).StatusCode);

        await using var db = place.Identity.Service.Db();
        await Eventually.Passes(async () => Assert.Equal(0, await db.ResetRequests.CountAsync(Ending)));
        var id = (await db.Mails.Where(mail => mail.Kind == IntegratedCare.Identity.Mail.MailKind.PasswordReset).ToListAsync(Ending)).Select(mail => mail.AccountId);
        var account = await place.Identity.IdOfAsync("flooded@example.org");
        Assert.InRange(id.Count(one => one == account), 1, 6);
    }

    [Fact]
    public async Task A_hash_of_fewer_rounds_is_made_anew_when_its_password_is_next_used()
    {
        var id = await place.Identity.AddAccountAsync("rounds@example.org", "gp");
        var hasher = new Microsoft.AspNetCore.Identity.PasswordHasher<object>(Microsoft.Extensions.Options.Options.Create(
            new Microsoft.AspNetCore.Identity.PasswordHasherOptions { IterationCount = 1_000 }));
        var cheap = hasher.HashPassword(new(), AccountSeeding.Password);
        await using var db = place.Identity.Service.Db();
        await db.Database.ExecuteSqlAsync($"update accounts set password_hash = {cheap} where id = {id}", Ending);

        await place.Identity.BrowserOfAsync("rounds@example.org");

        var hash = (await db.Accounts.AsNoTracking().SingleAsync(account => account.Id == id, Ending)).PasswordHash;
        Assert.NotEqual(cheap, hash);
        Assert.Equal(HttpStatusCode.OK, (await new Browser(place.Identity).SignInAsync("rounds@example.org", AccountSeeding.Password)).StatusCode);
    }

    private Task<HttpResponseMessage> ResetAsync(string token, string newPassword) =>
        new Browser(place.Identity).PostAsync("/identity/password/reset", new { token, newPassword });
}
