using System.Net;
using IntegratedCare.Identity.Tests.Accounts;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity.Tests.EmailChanges;

public sealed class EmailChangeTests(MailedPlace place) : IClassFixture<MailedPlace>
{
    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Another_address_is_the_accounts_once_it_is_confirmed_and_the_old_one_is_told()
    {
        await place.Identity.AddAccountAsync("old@example.org", "gp");
        var browser = await place.Identity.BrowserOfAsync("old@example.org");

        var asked = await ChangeAsync(browser, "New@example.org");

        Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);
        await place.Mail.NextAsync("old@example.org", "Your e-mail address is about to change");
        Assert.Equal(HttpStatusCode.Unauthorized, (await new Browser(place.Identity).SignInAsync("new@example.org", AccountSeeding.Password)).StatusCode);

        var secret = (await place.Mail.NextAsync("new@example.org", "Confirm your e-mail address")).Secret;
        Assert.Equal(HttpStatusCode.NoContent, (await ConfirmAsync(secret)).StatusCode);

        await place.Mail.NextAsync("old@example.org", "Your e-mail address was changed");
        await Refusal.IsAsync(await browser.AskForTokenAsync(), HttpStatusCode.BadRequest, "token.session-ended");
        Assert.Equal(HttpStatusCode.OK, (await new Browser(place.Identity).SignInAsync("new@example.org", AccountSeeding.Password)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await new Browser(place.Identity).SignInAsync("old@example.org", AccountSeeding.Password)).StatusCode);
        await Refusal.IsAsync(await ConfirmAsync(secret), HttpStatusCode.Gone, "email.link-ended");
    }

    [Fact]
    public async Task Whether_an_address_has_an_account_is_not_said_and_no_link_is_sent_to_it()
    {
        await place.Identity.AddAccountAsync("asker@example.org", "gp");
        await place.Identity.AddAccountAsync("taken@example.org", "gp");
        var browser = await place.Identity.BrowserOfAsync("asker@example.org");

        var asked = await ChangeAsync(browser, "taken@example.org");

        Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);
        await place.Mail.NextAsync("asker@example.org", "Your e-mail address is about to change");
        Assert.DoesNotContain(await place.Mail.MailsAsync(), mail => mail.To == "taken@example.org");
    }

    [Fact]
    public async Task An_address_is_opened_once_where_two_accounts_want_it()
    {
        await place.Identity.AddAccountAsync("first@example.org", "gp");
        await place.Identity.AddAccountAsync("second@example.org", "gp");
        await ChangeAsync(await place.Identity.BrowserOfAsync("first@example.org"), "wanted@example.org");
        var first = (await place.Mail.NextAsync("wanted@example.org", "Confirm your e-mail address")).Secret;
        await ChangeAsync(await place.Identity.BrowserOfAsync("second@example.org"), "wanted@example.org");
        var second = first;
        await Testing.Eventually.Async(
            async () => (second = (await place.Mail.NextAsync("wanted@example.org", "Confirm your e-mail address")).Secret) != first);

        var answers = await Task.WhenAll(ConfirmAsync(first), ConfirmAsync(second));

        Assert.Single(answers, answer => answer.IsSuccessStatusCode);
        await Refusal.IsAsync(answers.Single(answer => !answer.IsSuccessStatusCode), HttpStatusCode.Gone, "email.link-ended");
    }

    [Fact]
    public async Task Whoever_took_over_a_session_cannot_move_the_account_and_a_reset_ends_a_move_under_way()
    {
        var id = await place.Identity.AddAccountAsync("kept@example.org", "gp");
        var browser = await place.Identity.BrowserOfAsync("kept@example.org");

        await Refusal.IsAsync(await ChangeAsync(browser, "elsewhere@example.org", "a wrong one, perhaps"), HttpStatusCode.Forbidden, "password.wrong");
        await Refusal.IsAsync(await ChangeAsync(browser, "no address"), HttpStatusCode.UnprocessableEntity, "email.invalid");
        await Refusal.IsAsync(await ChangeAsync(browser, "a@example.org\r\nBcc: b@example.org"), HttpStatusCode.UnprocessableEntity, "email.invalid");
        await ChangeAsync(browser, "thiefs@example.org");
        var move = (await place.Mail.NextAsync("thiefs@example.org", "Confirm your e-mail address")).Secret;
        await new Browser(place.Identity).PostAsync("/identity/password/reset-request", new { email = "kept@example.org" });
        var reset = (await place.Mail.NextAsync("kept@example.org", "Choose another password")).Secret;
        await browser.PostAsync("/identity/password/reset", new { token = reset, newPassword = "velvet harbour nine lanterns" });

        await Refusal.IsAsync(await ConfirmAsync(move), HttpStatusCode.Gone, "email.link-ended");
        await Refusal.IsAsync(await ConfirmAsync(reset), HttpStatusCode.Gone, "email.link-ended");
        await using var db = place.Identity.Service.Db();
        Assert.Equal(2, await db.OneTimeTokens.CountAsync(token => token.AccountId == id && token.UsedAt != null, Ending));
    }

    private static Task<HttpResponseMessage> ChangeAsync(Browser browser, string newEmail, string password = AccountSeeding.Password) =>
        browser.PostAsync("/identity/email", new { newEmail, password });

    private Task<HttpResponseMessage> ConfirmAsync(string token) =>
        new Browser(place.Identity).PostAsync("/identity/email/confirmation", new { token });
}
