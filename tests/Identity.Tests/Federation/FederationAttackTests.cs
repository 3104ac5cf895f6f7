using System.Net;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity.Tests.Federation;

/// <summary>What an attacker could try on the way to a provider and back, or at the provider itself: nobody is signed in by it.</summary>
public sealed class FederationAttackTests(Cis2Place place) : IClassFixture<Cis2Place>
{
    private const string Person = "500000000101";
    private static readonly CisRole Nurse = new("700000000001", "RT2", "S8000:G8000:R8001");

    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("tampered")]
    [InlineData("foreign-key")]
    [InlineData("unknown-key")]
    [InlineData("no-algorithm")]
    [InlineData("shared-secret")]
    [InlineData("expired")]
    [InlineData("long-ago")]
    [InlineData("no-end")]
    [InlineData("other-audience")]
    [InlineData("other-party")]
    [InlineData("other-issuer")]
    [InlineData("other-access-token")]
    [InlineData("no-nonce")]
    [InlineData("nobody")]
    [InlineData("user-info-of-another")]
    [InlineData("not-json")]
    public async Task An_answer_of_the_provider_that_does_not_hold_signs_nobody_in(string misdeed)
    {
        using var browser = await NurseAsync();
        var back = await browser.PassProviderAsync(await browser.StartAsync(), Person);
        await place.Provider.MisbehaveAsync(misdeed);

        var answer = await browser.GetAsync(back);

        await place.Provider.MisbehaveAsync(null);
        await Refusal.IsAsync(answer, HttpStatusCode.Forbidden, "federation.not-proven");
        Assert.Null(browser.Cookie("ic_session"));
        Assert.True((await browser.SignInAsync(Person)).StatusCode == HttpStatusCode.Redirect, "The same person does sign in where all is right.");
    }

    [Theory]
    [InlineData("huge")]
    [InlineData("redirect")]
    [InlineData("failing")]
    public async Task A_provider_that_answers_as_none_should_is_out_of_reach(string misdeed)
    {
        using var browser = await NurseAsync();
        var back = await browser.PassProviderAsync(await browser.StartAsync(), Person);
        await place.Provider.MisbehaveAsync(misdeed);

        var answer = await browser.GetAsync(back);

        await place.Provider.MisbehaveAsync(null);
        await Refusal.IsAsync(answer, HttpStatusCode.ServiceUnavailable, "federation.provider-unreachable");
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    [Fact]
    public async Task An_answer_to_another_question_is_refused_by_its_nonce()
    {
        using var browser = await NurseAsync();
        var address = await browser.StartAsync();
        var nonce = QueryHelpers.ParseQuery(new Uri(address).Query)["nonce"].ToString();
        var other = address.Replace(nonce, new string('A', nonce.Length), StringComparison.Ordinal);

        var answer = await browser.GetAsync(await browser.PassProviderAsync(other, Person));

        await Refusal.IsAsync(answer, HttpStatusCode.Forbidden, "federation.not-proven");
    }

    [Fact]
    public async Task A_code_that_another_question_earned_is_worth_nothing()
    {
        using var victim = await NurseAsync();
        var stolen = Parameters(await victim.PassProviderAsync(await victim.StartAsync(), Person));
        using var thief = place.Traveller();
        var own = Parameters(await thief.PassProviderAsync(await thief.StartAsync(), Person));

        var answer = await thief.GetAsync(Callback(own with { Code = stolen.Code }));

        await Refusal.IsAsync(answer, HttpStatusCode.Forbidden, "federation.not-proven");
        Assert.Null(thief.Cookie("ic_session"));
    }

    [Fact]
    public async Task An_answer_counts_once()
    {
        using var browser = await NurseAsync();
        var back = await browser.PassProviderAsync(await browser.StartAsync(), Person);
        var secret = browser.Cookie("ic_external");
        var first = await browser.GetAsync(back);
        var requests = await place.Provider.TokenRequestsAsync();
        browser.Cookies.Add(new Cookie("ic_external", secret, "/identity/sign-in/external", "127.0.0.1"));

        var again = await browser.GetAsync(back);

        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        await Refusal.IsAsync(again, HttpStatusCode.BadRequest, "federation.sign-in-unknown");
        Assert.Equal(requests, await place.Provider.TokenRequestsAsync());
    }

    [Fact]
    public async Task Of_many_answers_at_once_one_counts()
    {
        using var browser = await NurseAsync();
        var back = await browser.PassProviderAsync(await browser.StartAsync(), Person);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => browser.GetAsync(back)));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Another_browser_cannot_finish_a_sign_in_nor_spoil_it()
    {
        using var victim = await NurseAsync();
        using var attacker = place.Traveller();
        var back = await victim.PassProviderAsync(await victim.StartAsync(), Person);
        await attacker.StartAsync();

        var stolen = await attacker.GetAsync(back);
        var without = await place.Traveller().GetAsync(back);
        var rightful = await victim.GetAsync(back);

        await Refusal.IsAsync(stolen, HttpStatusCode.BadRequest, "federation.sign-in-unknown");
        await Refusal.IsAsync(without, HttpStatusCode.BadRequest, "federation.sign-in-unknown");
        Assert.Equal(HttpStatusCode.Redirect, rightful.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?code=a")]
    [InlineData("?state=a&code=b")]
    [InlineData("?state=a&state=b&code=c")]
    [InlineData("?state=%27%20or%201%3D1--&code=b")]
    [InlineData("?state=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA&code=b")]
    public async Task An_answer_to_no_question_is_refused(string query)
    {
        using var browser = place.Traveller();
        await browser.StartAsync();

        var answer = await browser.GetAsync($"/identity/sign-in/external/cis2/callback{query}");

        await Refusal.IsAsync(answer, HttpStatusCode.BadRequest, "federation.sign-in-unknown");
    }

    [Fact]
    public async Task An_answer_of_another_issuer_or_of_none_is_not_the_providers()
    {
        foreach (var issuer in new[] { null, "", "https://evil.example", place.Provider.Issuer + "/" })
        {
            using var browser = await NurseAsync();
            var parameters = Parameters(await browser.PassProviderAsync(await browser.StartAsync(), Person));

            var answer = await browser.GetAsync(Callback(parameters with { Issuer = issuer }));

            await Refusal.IsAsync(answer, HttpStatusCode.Forbidden, "federation.not-proven");
        }
    }

    [Fact]
    public async Task Who_turns_back_at_the_provider_is_not_signed_in_and_what_it_says_is_not_repeated()
    {
        using var browser = place.Traveller();
        var state = QueryHelpers.ParseQuery(new Uri(await browser.StartAsync()).Query)["state"].ToString();

        var answer = await browser.GetAsync(
            $"/identity/sign-in/external/cis2/callback?state={state}&iss={Uri.EscapeDataString(place.Provider.Issuer)}&error=access_denied&error_description=%3Cscript%3E");

        var problem = await Refusal.IsAsync(answer, HttpStatusCode.Forbidden, "federation.declined");
        Assert.DoesNotContain("script", problem.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("%2F%2Fevil.example")]
    [InlineData("/%2F/evil.example")]
    [InlineData("/\r\nSet-Cookie: a=b")]
    [InlineData("/identity/sign-in/external/cis2")]
    public async Task Nobody_is_sent_elsewhere_afterwards(string returnTo)
    {
        using var browser = place.Traveller();

        var answer = await browser.GetAsync($"/identity/sign-in/external/cis2?returnTo={Uri.EscapeDataString(returnTo)}");

        await Refusal.IsAsync(answer, HttpStatusCode.BadRequest, "federation.return-path-invalid");
        Assert.Null(browser.Cookie("ic_external"));
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData("CIS2")]
    [InlineData("cis2%00")]
    [InlineData("..%2Fcis2")]
    public async Task A_provider_that_is_not_in_the_settings_is_none(string provider)
    {
        using var browser = place.Traveller();

        var start = await browser.GetAsync($"/identity/sign-in/external/{provider}");
        var finish = await browser.GetAsync($"/identity/sign-in/external/{provider}/callback?state=a&code=b");

        Assert.All([start, finish], answer => Assert.True(answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task The_request_to_the_provider_shows_neither_secret_nor_verifier_and_the_cookie_is_out_of_reach()
    {
        using var browser = place.Traveller();

        var answer = await browser.GetAsync("/identity/sign-in/external/cis2");

        var asked = QueryHelpers.ParseQuery(answer.Headers.Location!.Query);
        Assert.Equal("code", asked["response_type"]);
        Assert.Equal("S256", asked["code_challenge_method"]);
        Assert.Equal("openid profile nationalrbacaccess selectedrole", asked["scope"]);
        var secret = browser.Cookie("ic_external")!;
        Assert.DoesNotContain(secret, answer.Headers.Location.OriginalString, StringComparison.Ordinal);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(set => set.StartsWith("ic_external=", StringComparison.Ordinal)).ToLowerInvariant();
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("samesite=lax", cookie, StringComparison.Ordinal);
        Assert.Contains("path=/identity/sign-in/external", cookie, StringComparison.Ordinal);
        Assert.Contains("max-age=600", cookie, StringComparison.Ordinal);
        await using var db = place.Identity.Service.Db();
        var kept = string.Join('\n', await db.Database.SqlQuery<string>($"select p::text as value from pending_sign_ins p").ToListAsync(Ending));
        Assert.DoesNotContain(secret, kept, StringComparison.Ordinal);
        Assert.DoesNotContain(asked["state"].ToString(), kept, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_sign_in_is_in_the_audit()
    {
        using var browser = await NurseAsync();
        var back = await browser.PassProviderAsync(await browser.StartAsync(), Person);
        await place.Provider.MisbehaveAsync("tampered");
        await browser.GetAsync(back);
        await place.Provider.MisbehaveAsync(null);

        await using var db = place.Identity.Service.Db();
        Assert.Contains("federation.not-proven", await db.Database.SqlQuery<string>(
            $"select record_id as value from access_records where action = 'sign-in.refused'").ToListAsync(Ending));
    }

    private async Task<Traveller> NurseAsync()
    {
        await place.Provider.HasPersonAsync(Person, "Nurse Example", Nurse.Id, Nurse);
        return place.Traveller();
    }

    private static Answer Parameters(string back)
    {
        var query = QueryHelpers.ParseQuery(back[back.IndexOf('?', StringComparison.Ordinal)..]);
        return new(query["state"].ToString(), query["code"].ToString(), query["iss"].ToString());
    }

    private static string Callback(Answer answer) => QueryHelpers.AddQueryString(
        "/identity/sign-in/external/cis2/callback",
        new Dictionary<string, string?> { ["state"] = answer.State, ["code"] = answer.Code, ["iss"] = answer.Issuer }
            .Where(part => part.Value is not null).ToDictionary());

    private sealed record Answer(string State, string Code, string? Issuer);
}
