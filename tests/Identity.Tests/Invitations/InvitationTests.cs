using System.Net;
using IntegratedCare.Identity.Tests.Accounts;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity.Tests.Invitations;

public sealed class InvitationTests(MailedPlace place) : IClassFixture<MailedPlace>
{
    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_is_invited_chooses_a_password_and_is_signed_in_with_the_memberships_of_the_invitation()
    {
        var invited = await place.InviteAsync(" Invited@Example.org", "gp", "board-member");
        Assert.Equal("invited@example.org", invited.GetProperty("email").GetString());
        Assert.Equal("pending", invited.GetProperty("status").GetString());
        var browser = new Browser(place.Identity);

        var answer = await AcceptAsync(browser, await place.InvitationSecretAsync("invited@example.org"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var session = await browser.ReadAsync("/identity/session");
        Assert.Equal("Robin Example", session.GetProperty("name").GetString());
        Assert.Equal(["gp", "board-member"], session.GetProperty("memberships").EnumerateArray().Select(m => m.GetProperty("role").GetString()));
        Assert.Equal(HttpStatusCode.OK, (await new Browser(place.Identity).SignInAsync("invited@example.org", AccountSeeding.Password)).StatusCode);
        var listed = (await (await place.OperatorAsync()).ReadAsync("/identity/invitations?pageSize=200")).GetProperty("items").EnumerateArray()
            .Single(one => one.GetProperty("id").GetGuid() == invited.GetProperty("id").GetGuid());
        Assert.Equal("accepted", listed.GetProperty("status").GetString());
        Assert.Equal(session.GetProperty("subject").GetString(), $"account:{listed.GetProperty("accountId").GetGuid():N}");
    }

    [Fact]
    public async Task A_link_opens_one_account_however_often_and_at_once_it_is_used()
    {
        await place.InviteAsync("race@example.org", "gp");
        var secret = await place.InvitationSecretAsync("race@example.org");

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => AcceptAsync(new Browser(place.Identity), secret)));

        Assert.Single(answers, answer => answer.IsSuccessStatusCode);
        foreach (var answer in answers.Where(answer => !answer.IsSuccessStatusCode))
            await Refusal.IsAsync(answer, HttpStatusCode.Gone, "invitation.link-ended");
        await Refusal.IsAsync(await AcceptAsync(new Browser(place.Identity), secret), HttpStatusCode.Gone, "invitation.link-ended");
    }

    [Fact]
    public async Task A_withdrawn_invitation_opens_nothing_and_makes_room_for_another()
    {
        var invited = await place.InviteAsync("withdrawn@example.org", "gp");
        var secret = await place.InvitationSecretAsync("withdrawn@example.org");
        var browser = await place.OperatorAsync();
        var id = invited.GetProperty("id").GetGuid();

        await Refusal.IsAsync(
            await browser.PostAsync("/identity/invitations", MailedPlace.Invitation("withdrawn@example.org", "gp")),
            HttpStatusCode.Conflict, "invitation.pending");
        Assert.Equal(HttpStatusCode.NoContent, (await browser.PostAsync($"/identity/invitations/{id}/withdraw")).StatusCode);

        await Refusal.IsAsync(await AcceptAsync(new Browser(place.Identity), secret), HttpStatusCode.Gone, "invitation.link-ended");
        await Refusal.IsAsync(await browser.PostAsync($"/identity/invitations/{id}/withdraw"), HttpStatusCode.Conflict, "invitation.closed");
        await Refusal.IsAsync(await browser.PostAsync($"/identity/invitations/{id}/resend"), HttpStatusCode.Conflict, "invitation.closed");
        await place.InviteAsync("withdrawn@example.org", "gp");
    }

    [Fact]
    public async Task Of_two_links_only_the_one_sent_last_works()
    {
        var invited = await place.InviteAsync("again@example.org", "gp");
        var first = await place.InvitationSecretAsync("again@example.org");

        var again = await (await place.OperatorAsync()).PostAsync($"/identity/invitations/{invited.GetProperty("id").GetGuid()}/resend");

        Assert.Equal(HttpStatusCode.NoContent, again.StatusCode);
        var second = first;
        await Testing.Eventually.Async(async () => (second = await place.InvitationSecretAsync("again@example.org")) != first);
        await Refusal.IsAsync(await AcceptAsync(new Browser(place.Identity), first), HttpStatusCode.Gone, "invitation.link-ended");
        Assert.Equal(HttpStatusCode.OK, (await AcceptAsync(new Browser(place.Identity), second)).StatusCode);
    }

    [Fact]
    public async Task A_link_ends_with_its_term()
    {
        await place.InviteAsync("late@example.org", "gp");
        var secret = await place.InvitationSecretAsync("late@example.org");
        await using (var db = place.Identity.Service.Db())
        {
            var hash = Guid.Parse(secret[..32]);
            await db.Database.ExecuteSqlAsync($"update invitations set expires_at = now() - interval '1 second' where id = {hash}", Ending);
        }

        await Refusal.IsAsync(await AcceptAsync(new Browser(place.Identity), secret), HttpStatusCode.Gone, "invitation.link-ended");
        await place.InviteAsync("late@example.org", "gp");      // an expired one is in nobody's way
    }

    [Theory]
    [InlineData("not an address", "gp", "oldham-council", "invitation.email-invalid")]
    [InlineData("somebody@example.org", "emperor", "oldham-council", "membership.role-unknown")]
    [InlineData("somebody@example.org", "place-loader", "oldham-council", "membership.role-unknown")]
    [InlineData("somebody@example.org", "gateway", "oldham-council", "membership.role-unknown")]
    [InlineData("somebody@example.org", "gp", "nowhere", "membership.organisation-unknown")]
    public async Task Only_what_can_come_true_is_offered(string email, string role, string organisationCode, string code)
    {
        var answer = await (await place.OperatorAsync()).PostAsync("/identity/invitations",
            new { email, displayName = "Robin Example", memberships = new[] { new { role, organisationCode } } });

        await Refusal.IsAsync(answer, HttpStatusCode.UnprocessableEntity, code);
    }

    [Theory]
    [InlineData("""{ "email": "x@example.org", "displayName": "", "memberships": [{ "role": "gp", "organisationCode": "oldham-council" }] }""")]
    [InlineData("""{ "email": "x@example.org", "displayName": "A\u202eB", "memberships": [{ "role": "gp", "organisationCode": "oldham-council" }] }""")]
    [InlineData("""{ "email": "x@example.org", "displayName": "A\r\nBcc: x", "memberships": [{ "role": "gp", "organisationCode": "oldham-council" }] }""")]
    [InlineData("""{ "email": "x@example.org", "displayName": "Robin", "memberships": [] }""")]
    [InlineData("""{ "email": "x@example.org", "displayName": "Robin", "memberships": [null] }""")]
    [InlineData("""{ "email": "x@example.org", "displayName": "Robin" }""")]
    [InlineData("""{ "email": "x@example.org", "displayName": "Robin", "memberships": [{ "role": "gp", "organisationCode": "oldham-council" }], "isOperator": true }""")]
    public async Task A_misshapen_invitation_is_refused(string json)
    {
        using var client = place.Identity.With(await (await place.OperatorAsync()).TokenAsync());
        using var content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");

        var answer = await client.PostAsync("/identity/invitations", content, Ending);

        await Refusal.IsAsync(answer, HttpStatusCode.BadRequest, "request.invalid");
    }

    [Fact]
    public async Task Nobody_is_invited_who_has_an_account_and_only_operators_invite()
    {
        await place.Identity.AddAccountAsync("has-one@example.org", "gp");

        await Refusal.IsAsync(
            await (await place.OperatorAsync()).PostAsync("/identity/invitations", MailedPlace.Invitation("has-one@example.org", "gp")),
            HttpStatusCode.Conflict, "invitation.account-exists");
        await Refusal.IsAsync(
            await (await place.Identity.BrowserAsAsync("gp")).PostAsync("/identity/invitations", MailedPlace.Invitation("no@example.org", "gp")),
            HttpStatusCode.Forbidden, "request.forbidden");
    }

    [Theory]
    [InlineData("short one", "password.too-short")]
    [InlineData("Password123!Password123!", "password.too-simple")]
    [InlineData("1qaz2wsx3edc4rfv", "password.known")]
    [InlineData("robin.example@invited.example", "password.too-simple")]
    public async Task A_poor_password_opens_no_account_and_the_link_stays_good(string password, string code)
    {
        var email = $"robin.example{Guid.NewGuid():N}@invited.example";
        await place.InviteAsync(email, "gp");
        var secret = await place.InvitationSecretAsync(email);

        await Refusal.IsAsync(await AcceptAsync(new Browser(place.Identity), secret, password), HttpStatusCode.UnprocessableEntity, code);
        Assert.Equal(HttpStatusCode.OK, (await AcceptAsync(new Browser(place.Identity), secret)).StatusCode);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("00000000000000000000000000000000.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("' or 1=1 --")]
    public async Task A_made_up_link_opens_nothing(string token) => await Refusal.IsAsync(
        await AcceptAsync(new Browser(place.Identity), token), HttpStatusCode.Gone, "invitation.link-ended");

    private static Task<HttpResponseMessage> AcceptAsync(Browser browser, string token, string password = AccountSeeding.Password) =>
        browser.PostAsync("/identity/invitations/acceptance", new { token, password });
}
