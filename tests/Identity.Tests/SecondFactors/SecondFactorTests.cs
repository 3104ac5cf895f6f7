using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IntegratedCare.Identity.Mail;
using IntegratedCare.Identity.Memberships;
using IntegratedCare.Identity.SecondFactors;
using IntegratedCare.Identity.Tests.Accounts;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IntegratedCare.Identity.Tests.SecondFactors;

/// <summary>Codes of an authenticator program as second factor, and recovery codes in their stead.</summary>
public sealed class SecondFactorTests(RealServers servers)
{
    private const string Email = "robin@place.example";

    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_authenticator_counts_from_its_first_code_on_and_is_then_asked_for()
    {
        await using var identity = await StartAsync();
        var browser = await SignedInAsync(identity);

        var begun = await ReadAsync(await browser.PostAsync("/identity/second-factor/totp"));
        Assert.StartsWith("otpauth://totp/", begun.GetProperty("address").GetString(), StringComparison.Ordinal);
        Assert.Equal("signedIn", await StatusAsync(await new Browser(identity).SignInAsync(Email, AccountSeeding.Password)));
        var codes = await ConfirmAsync(identity, browser, begun);

        Assert.Equal(RecoveryCode.PerAccount, codes.Length);
        Assert.Equal(RecoveryCode.PerAccount, codes.Distinct().Count());
        Assert.All(codes, code => Assert.Matches("^[a-z2-9]{5}-[a-z2-9]{5}$", code));
        var state = await browser.ReadAsync("/identity/second-factor");
        Assert.Equal(10, state.GetProperty("recoveryCodesLeft").GetInt32());
        Assert.True(state.TryGetProperty("authenticatorSince", out _));

        var later = new Browser(identity);
        Assert.Equal("secondFactorRequired", await StatusAsync(await later.SignInAsync(Email, AccountSeeding.Password)));
        Assert.Null(later.Session);
        Assert.NotNull(later["ic_sign_in"]);
        Assert.Equal("secondFactorRequired", (await later.ReadAsync("/identity/sign-in/second-factor")).GetProperty("status").GetString());
        var answer = await later.PostAsync("/identity/sign-in/second-factor", new { code = NextCodeOf(identity, begun) });

        Assert.Equal("signedIn", await StatusAsync(answer));
        Assert.Null(later["ic_sign_in"]);
        var session = await later.ReadAsync("/identity/session");
        Assert.Equal(["pwd", "otp", "mfa"], session.GetProperty("signedInBy").EnumerateArray().Select(way => way.GetString()));
    }

    [Fact]
    public async Task A_secret_that_has_proved_itself_is_not_replaced_by_whoever_began_at_the_same_moment()
    {
        await using var identity = await StartAsync();
        var browser = await SignedInAsync(identity);
        var both = await Task.WhenAll(browser.PostAsync("/identity/second-factor/totp"), browser.PostAsync("/identity/second-factor/totp"));
        Assert.All(both, answer => Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Conflict, $"{answer.StatusCode}"));
        var begun = await ReadAsync(await browser.PostAsync("/identity/second-factor/totp"));
        await using var racing = identity.Host.Service.Db();
        var seen = await racing.TotpFactors.SingleAsync(Ending);

        await ConfirmAsync(identity, browser, begun);
        seen.BeginAgain(
            Totp.NewSecret(), identity.Host.Service.Services.GetRequiredService<PersonalDataCipher>(), identity.Clock.Now + TimeSpan.FromSeconds(1));

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => racing.SaveChangesAsync(Ending));
        await Refusal.IsAsync(await browser.PostAsync("/identity/second-factor/totp"), HttpStatusCode.Conflict, "second-factor.already-there");
    }

    [Fact]
    public async Task A_sign_in_that_waits_for_its_second_factor_opens_nothing()
    {
        await using var identity = await StartAsync();
        await EnrolledAsync(identity);
        var browser = new Browser(identity);
        await browser.SignInAsync(Email, AccountSeeding.Password);

        browser["ic_session"] = browser["ic_sign_in"];
        var token = await browser.AskForTokenAsync();

        Assert.False(token.IsSuccessStatusCode);
        await Refusal.IsAsync(await browser.PostAsync("/identity/second-factor/totp"), HttpStatusCode.Unauthorized, "request.unauthenticated");
        await Refusal.IsAsync(
            await browser.PostAsync("/identity/sign-in/second-factor/totp"), HttpStatusCode.Conflict, "second-factor.set-up-not-asked");
    }

    [Fact]
    public async Task A_code_that_was_used_is_over_also_for_whoever_looked_over_the_shoulder()
    {
        await using var identity = await StartAsync();
        var (_, begun, _) = await EnrolledAsync(identity);
        var code = NextCodeOf(identity, begun);
        var one = new Browser(identity);
        var other = new Browser(identity);
        await one.SignInAsync(Email, AccountSeeding.Password);
        await other.SignInAsync(Email, AccountSeeding.Password);

        var answers = await Task.WhenAll(
            one.PostAsync("/identity/sign-in/second-factor", new { code }), other.PostAsync("/identity/sign-in/second-factor", new { code }));

        Assert.Single(answers, answer => answer.IsSuccessStatusCode);
        await Refusal.IsAsync(
            answers.Single(answer => !answer.IsSuccessStatusCode), HttpStatusCode.Unauthorized, "sign-in.second-factor-refused");
    }

    [Fact]
    public async Task The_code_that_confirmed_the_authenticator_signs_nobody_in()
    {
        await using var identity = await StartAsync();
        var (_, begun, _) = await EnrolledAsync(identity);
        var browser = new Browser(identity);
        await browser.SignInAsync(Email, AccountSeeding.Password);

        var answer = await browser.PostAsync("/identity/sign-in/second-factor", new { code = CodeOf(identity, begun) });

        await Refusal.IsAsync(answer, HttpStatusCode.Unauthorized, "sign-in.second-factor-refused");
    }

    [Fact]
    public async Task Whoever_guesses_codes_must_wait_longer_and_longer_from_wherever_they_come()
    {
        await using var identity = await StartAsync();
        var (_, begun, _) = await EnrolledAsync(identity);
        for (var guess = 0; guess < 6; guess++)
        {
            var guesser = new Browser(identity);
            await guesser.SignInAsync(Email, AccountSeeding.Password);
            await guesser.PostAsync("/identity/sign-in/second-factor", new { code = "000000" });
        }

        var browser = new Browser(identity);
        await browser.SignInAsync(Email, AccountSeeding.Password);
        var answer = await browser.PostAsync("/identity/sign-in/second-factor", new { code = NextCodeOf(identity, begun) });

        await Refusal.IsAsync(answer, HttpStatusCode.TooManyRequests, "sign-in.too-many-attempts");
        Assert.True(answer.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        identity.Clock.Now += TimeSpan.FromMinutes(6);
        Assert.Equal("signedIn", await StatusAsync(await browser.PostAsync("/identity/sign-in/second-factor", new { code = CodeOf(identity, begun) })));
    }

    [Fact]
    public async Task Of_many_guesses_at_once_no_more_are_looked_at_than_one_by_one()
    {
        await using var identity = await StartAsync();
        await EnrolledAsync(identity);
        var browser = new Browser(identity);
        await browser.SignInAsync(Email, AccountSeeding.Password);

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(guess => new Browser(identity) { ["ic_sign_in"] = browser["ic_sign_in"] }
            .PostAsync("/identity/sign-in/second-factor", new { code = $"{guess:000000}" })));

        // Four are free, and the fifth begins the first wait.
        Assert.Equal(5, answers.Count(answer => answer.StatusCode == HttpStatusCode.Unauthorized));
        Assert.Equal(11, answers.Count(answer => answer.StatusCode == HttpStatusCode.TooManyRequests));
        await using var db = identity.Host.Service.Db();
        Assert.Equal(5, await db.Database.SqlQuery<int>($"""
            select count(*)::int as "Value" from access_records
            where subject like 'account:%' and outcome = 'Refused' and refusal_code = 'sign-in.second-factor-refused'
            """).SingleAsync(Ending));
    }

    [Fact]
    public async Task The_owner_hears_of_the_tenth_wrong_code()
    {
        await using var identity = await StartAsync();
        await EnrolledAsync(identity);
        for (var guess = 0; guess < 11; guess++)
        {
            var guesser = new Browser(identity);
            await guesser.SignInAsync(Email, AccountSeeding.Password);
            await Refusal.IsAsync(
                await guesser.PostAsync("/identity/sign-in/second-factor", new { code = "000000" }),
                HttpStatusCode.Unauthorized, "sign-in.second-factor-refused");
            identity.Clock.Now += TimeSpan.FromMinutes(1);
        }

        await using var db = identity.Host.Service.Db();
        Assert.Single(await db.Mails.Where(mail => mail.Kind == MailKind.ManyFailures).ToListAsync(Ending));
    }

    [Fact]
    public async Task A_recovery_code_is_good_once_however_it_is_typed()
    {
        await using var identity = await StartAsync();
        var (signedIn, _, codes) = await EnrolledAsync(identity);
        var browser = new Browser(identity);
        await browser.SignInAsync(Email, AccountSeeding.Password);

        var answer = await browser.PostAsync(
            "/identity/sign-in/second-factor", new { recoveryCode = codes[0].ToUpperInvariant().Replace("-", " ", StringComparison.Ordinal) });

        Assert.Equal("signedIn", await StatusAsync(answer));
        var again = new Browser(identity);
        await again.SignInAsync(Email, AccountSeeding.Password);
        await Refusal.IsAsync(
            await again.PostAsync("/identity/sign-in/second-factor", new { recoveryCode = codes[0] }),
            HttpStatusCode.Unauthorized, "sign-in.second-factor-refused");
        Assert.Equal(9, (await signedIn.ReadAsync("/identity/second-factor")).GetProperty("recoveryCodesLeft").GetInt32());
    }

    [Fact]
    public async Task New_recovery_codes_end_the_former_and_need_a_factor_and_not_the_password()
    {
        await using var identity = await StartAsync();
        var (browser, begun, former) = await EnrolledAsync(identity);

        await Refusal.IsAsync(
            await browser.PostAsync("/identity/second-factor/recovery-codes", new { }), HttpStatusCode.UnprocessableEntity, "second-factor.proof-needed");
        await Refusal.IsAsync(
            await browser.PostAsync("/identity/second-factor/recovery-codes", new { password = AccountSeeding.Password }),
            HttpStatusCode.UnprocessableEntity, "second-factor.code-needed");
        await Refusal.IsAsync(
            await browser.PostAsync("/identity/second-factor/recovery-codes", new { recoveryCode = "aaaaa-aaaaa" }),
            HttpStatusCode.Forbidden, "second-factor.proof-wrong");
        var renewed = await ReadAsync(await browser.PostAsync("/identity/second-factor/recovery-codes", new { code = NextCodeOf(identity, begun) }));

        var codes = renewed.GetProperty("recoveryCodes").EnumerateArray().Select(code => code.GetString()!).ToArray();
        Assert.Empty(codes.Intersect(former));
        var later = new Browser(identity);
        await later.SignInAsync(Email, AccountSeeding.Password);
        Assert.False((await later.PostAsync("/identity/sign-in/second-factor", new { recoveryCode = former[1] })).IsSuccessStatusCode);
        Assert.True((await later.PostAsync("/identity/sign-in/second-factor", new { recoveryCode = codes[1] })).IsSuccessStatusCode);
    }

    [Fact]
    public async Task Removing_the_authenticator_needs_proof_and_signs_the_other_browsers_out()
    {
        await using var identity = await StartAsync();
        var (browser, _, codes) = await EnrolledAsync(identity);
        var other = new Browser(identity);
        await other.SignInAsync(Email, AccountSeeding.Password);
        await other.PostAsync("/identity/sign-in/second-factor", new { recoveryCode = codes[0] });
        Assert.NotNull(other.Session);

        await Refusal.IsAsync(
            await browser.PostAsync("/identity/second-factor/totp/removal", new { code = "000000" }), HttpStatusCode.Forbidden, "second-factor.proof-wrong");
        await Refusal.IsAsync(
            await browser.PostAsync("/identity/second-factor/totp/removal", new { password = AccountSeeding.Password }),
            HttpStatusCode.UnprocessableEntity, "second-factor.code-needed");
        var removed = await browser.PostAsync("/identity/second-factor/totp/removal", new { recoveryCode = codes[1] });

        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        Assert.False((await other.AskForTokenAsync()).IsSuccessStatusCode);
        Assert.True((await browser.AskForTokenAsync()).IsSuccessStatusCode);
        Assert.Equal("signedIn", await StatusAsync(await new Browser(identity).SignInAsync(Email, AccountSeeding.Password)));
        await using var db = identity.Host.Service.Db();
        Assert.Empty(await db.RecoveryCodes.ToListAsync(Ending));
        await Refusal.IsAsync(
            await browser.PostAsync("/identity/second-factor/totp/removal", new { password = AccountSeeding.Password }),
            HttpStatusCode.NotFound, "second-factor.none");
    }

    [Fact]
    public async Task Adding_a_passkey_needs_a_code_where_there_is_an_authenticator()
    {
        await using var identity = await StartAsync();
        var (browser, begun, _) = await EnrolledAsync(identity);

        await Refusal.IsAsync(
            await browser.PostAsync("/identity/passkeys/options", new { password = AccountSeeding.Password }),
            HttpStatusCode.UnprocessableEntity, "second-factor.code-needed");
        await Refusal.IsAsync(
            await browser.PostAsync("/identity/passkeys/options", new { code = "000000" }), HttpStatusCode.Forbidden, "second-factor.proof-wrong");

        Assert.True((await browser.PostAsync("/identity/passkeys/options", new { code = NextCodeOf(identity, begun) })).IsSuccessStatusCode);
    }

    [Fact]
    public async Task Who_acts_in_a_role_that_needs_a_second_factor_can_do_nothing_before_it_is_set_up()
    {
        await using var identity = await StartAsync(["operator"]);
        await identity.Host.AddAccountAsync("operator@place.example", "gp", "operator");
        var browser = new Browser(identity);

        Assert.Equal("secondFactorSetUpRequired", await StatusAsync(await browser.SignInAsync("operator@place.example", AccountSeeding.Password)));

        Assert.Null(browser.Session);
        await Refusal.IsAsync(
            await browser.PostAsync("/identity/sign-in/second-factor", new { code = "000000" }), HttpStatusCode.Unauthorized, "sign-in.second-factor-refused");
        var begun = await ReadAsync(await browser.PostAsync("/identity/sign-in/second-factor/totp"));
        await Refusal.IsAsync(
            await browser.PostAsync("/identity/sign-in/second-factor/totp/confirmation", new { code = "000000" }),
            HttpStatusCode.UnprocessableEntity, "second-factor.code-wrong");
        var codes = await ReadAsync(await browser.PostAsync(
            "/identity/sign-in/second-factor/totp/confirmation", new { code = CodeOf(identity, begun) }));

        Assert.Equal(10, codes.GetProperty("recoveryCodes").GetArrayLength());
        Assert.Equal(["pwd", "otp", "mfa"],
            (await browser.ReadAsync("/identity/session")).GetProperty("signedInBy").EnumerateArray().Select(way => way.GetString()));
        Assert.Equal("signedIn", await StatusAsync(await SignInAsync(identity)));
    }

    [Fact]
    public async Task Nobody_switches_by_one_factor_into_a_role_that_needs_two()
    {
        await using var identity = await StartAsync(["operator"]);
        var browser = await SignedInAsync(identity);
        var given = await GiveRoleAsync(identity, "operator");

        await Refusal.IsAsync(
            await browser.PostAsync("/identity/session/membership", new { membershipId = given }),
            HttpStatusCode.Forbidden, "session.second-factor-needed");

        Assert.Equal("gp", (await browser.ReadAsync("/identity/session")).GetProperty("actingAs").GetProperty("role").GetString());
        var again = new Browser(identity);
        await again.SignInAsync(Email, AccountSeeding.Password);
        var begun = await ReadAsync(await again.PostAsync("/identity/sign-in/second-factor/totp"));
        await ReadAsync(await again.PostAsync("/identity/sign-in/second-factor/totp/confirmation", new { code = CodeOf(identity, begun) }));
        Assert.True((await again.PostAsync("/identity/session/membership", new { membershipId = given })).IsSuccessStatusCode);
        Assert.Equal("operator", (await again.ReadAsync("/identity/session")).GetProperty("actingAs").GetProperty("role").GetString());
    }

    [Fact]
    public async Task A_session_of_one_factor_opens_nothing_in_a_role_that_needs_two()
    {
        await using var identity = await StartAsync(["operator"]);
        var browser = await SignedInAsync(identity);
        await GiveRoleAsync(identity, "operator");
        await using var db = identity.Host.Service.Db();

        await db.Database.ExecuteSqlAsync(
            $"update sessions set acting_membership = (select id from memberships where role = 'operator')", Ending);
        Assert.False((await browser.AskForTokenAsync()).IsSuccessStatusCode);

        // As at a provider that assures a second factor.
        await db.Database.ExecuteSqlAsync($"update sessions set authentication_methods = 'fed mfa'", Ending);
        Assert.True((await browser.AskForTokenAsync()).IsSuccessStatusCode);
    }

    [Fact]
    public async Task A_second_factor_needs_a_sign_in_that_waits_and_not_for_too_long()
    {
        await using var identity = await StartAsync();
        var (_, begun, _) = await EnrolledAsync(identity);
        var nobody = new Browser(identity);
        var slow = new Browser(identity);
        await slow.SignInAsync(Email, AccountSeeding.Password);

        identity.Clock.Now += TimeSpan.FromMinutes(11);

        await Refusal.IsAsync(
            await nobody.PostAsync("/identity/sign-in/second-factor", new { code = CodeOf(identity, begun) }), HttpStatusCode.Gone, "second-factor.sign-in-over");
        await Refusal.IsAsync(
            await slow.PostAsync("/identity/sign-in/second-factor", new { code = CodeOf(identity, begun) }), HttpStatusCode.Gone, "second-factor.sign-in-over");
    }

    [Fact]
    public async Task What_is_no_code_is_refused_in_words()
    {
        await using var identity = await StartAsync();
        await EnrolledAsync(identity);
        var browser = new Browser(identity);
        await browser.SignInAsync(Email, AccountSeeding.Password);

        foreach (var (json, status) in new[]
        {
            ("{}", 422),
            ("""{"code":"123456","recoveryCode":"aaaaa-aaaaa"}""", 422),
            ("""{"code":"12345"}""", 400),
            ("""{"code":123456}""", 400),
            ("""{"code":"123456","admin":true}""", 400),
            ("""{"code":"١٢٣٤٥٦"}""", 401),
            ("""{"recoveryCode":"' or 1=1--"}""", 401),
        })
        {
            var answer = await browser.PostAsync("/identity/sign-in/second-factor", JsonDocument.Parse(json).RootElement);

            Assert.True(status == (int)answer.StatusCode, $"{json}: {answer.StatusCode}");
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        }
    }

    [Fact]
    public async Task Secrets_and_recovery_codes_lie_readable_in_no_table_and_every_change_is_in_the_audit()
    {
        await using var identity = await StartAsync();
        var (browser, begun, codes) = await EnrolledAsync(identity);
        await browser.PostAsync("/identity/second-factor/recovery-codes", new { recoveryCode = codes[0] });
        await browser.PostAsync("/identity/second-factor/totp/removal", new { code = NextCodeOf(identity, begun) });
        await browser.PostAsync("/identity/second-factor/totp");

        await using var db = identity.Host.Service.Db();
        var everything = await db.Database.SqlQuery<string>(
            $"""select schema_to_xml('public', true, false, '')::text as "Value" """).SingleAsync(Ending);
        Assert.DoesNotContain(begun.GetProperty("secret").GetString()!, everything, StringComparison.Ordinal);
        Assert.All(codes, code => Assert.DoesNotContain(code, everything, StringComparison.Ordinal));
        var actions = await db.Database.SqlQuery<string>(
            $"""select action as "Value" from access_records where subject like 'account:%' order by id""").ToListAsync(Ending);
        Assert.Equal(
            ["second-factor.begun", "second-factor.added", "recovery-codes.issued", "recovery-codes.issued", "second-factor.removed", "second-factor.begun"],
            actions.Where(action => action.StartsWith("second-factor", StringComparison.Ordinal) || action.StartsWith("recovery", StringComparison.Ordinal)));
        Assert.Equal(3, await db.Mails.CountAsync(mail => mail.Kind == MailKind.SecondFactorChanged, Ending));
    }

    [Fact]
    public async Task Who_lost_every_factor_is_helped_by_an_operator_and_no_operator_helps_themselves()
    {
        await using var identity = await StartAsync();
        var (browser, _, _) = await EnrolledAsync(identity);
        var owner = (await browser.ReadAsync("/identity/session")).GetProperty("subject").GetString()!["account:".Length..];
        var operating = await identity.Host.AddAccountAsync("operator@place.example", "operator");
        var office = new Browser(identity);
        await office.SignInAsync("operator@place.example", AccountSeeding.Password);

        Assert.Equal(HttpStatusCode.NoContent, (await office.PostAsync($"/identity/accounts/{Guid.Parse(owner)}/second-factor/reset")).StatusCode);

        Assert.False((await browser.AskForTokenAsync()).IsSuccessStatusCode);
        Assert.Equal("signedIn", await StatusAsync(await SignInAsync(identity)));
        await Refusal.IsAsync(
            await office.PostAsync($"/identity/accounts/{operating}/second-factor/reset"), HttpStatusCode.Forbidden, "account.own");
        await Refusal.IsAsync(
            await office.PostAsync($"/identity/accounts/{Guid.NewGuid()}/second-factor/reset"), HttpStatusCode.NotFound, "account.unknown");
    }

    [Fact]
    public Task A_role_that_is_none_stops_the_start() => Assert.ThrowsAnyAsync<Exception>(() => StartAsync(["emperor"]));

    private async Task<ClockedIdentity> StartAsync(string[]? required = null)
    {
        var identity = await ClockedIdentity.StartAsync(servers, web =>
        {
            for (var n = 0; n < required?.Length; n++) web.UseSetting($"Accounts:SecondFactorRequiredFor:{n}", required[n]);
        });
        await identity.Host.AddPersonasAsync();
        await identity.Host.AddAccountAsync(Email, "gp");
        return identity;
    }

    private static async Task<Guid> GiveRoleAsync(ClockedIdentity identity, string role)
    {
        await using var db = identity.Host.Service.Db();
        var account = await db.Accounts.SingleAsync(Ending);
        var given = new MembershipWish(role, "oldham-council").For(account.Id, identity.Clock.Now, place: 1);
        db.Memberships.Add(given);
        await db.SaveChangesAsync(Ending);
        return given.Id.Value;
    }

    private static async Task<Browser> SignedInAsync(ClockedIdentity identity)
    {
        var browser = new Browser(identity);
        Assert.Equal("signedIn", await StatusAsync(await browser.SignInAsync(Email, AccountSeeding.Password)));
        return browser;
    }

    private static Task<HttpResponseMessage> SignInAsync(ClockedIdentity identity) =>
        new Browser(identity).SignInAsync(Email, AccountSeeding.Password);

    private static async Task<(Browser Browser, JsonElement Begun, string[] RecoveryCodes)> EnrolledAsync(ClockedIdentity identity)
    {
        var browser = await SignedInAsync(identity);
        var begun = await ReadAsync(await browser.PostAsync("/identity/second-factor/totp"));
        return (browser, begun, await ConfirmAsync(identity, browser, begun));
    }

    private static async Task<string[]> ConfirmAsync(ClockedIdentity identity, Browser browser, JsonElement begun)
    {
        var confirmed = await ReadAsync(await browser.PostAsync("/identity/second-factor/totp/confirmation", new { code = CodeOf(identity, begun) }));
        return [.. confirmed.GetProperty("recoveryCodes").EnumerateArray().Select(code => code.GetString()!)];
    }

    private static string CodeOf(ClockedIdentity identity, JsonElement begun) => CodeAt(Totp.StepAt(identity.Clock.Now), begun);

    // The one before has been used, and a clock may be off by one step.
    private static string NextCodeOf(ClockedIdentity identity, JsonElement begun) => CodeAt(Totp.StepAt(identity.Clock.Now) + 1, begun);

    // As an authenticator program does it: from what the person sees.
    private static string CodeAt(long step, JsonElement begun)
    {
        const string base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var bits = string.Concat(begun.GetProperty("secret").GetString()!.Select(sign => Convert.ToString(base32.IndexOf(sign), 2).PadLeft(5, '0')));
        var secret = Enumerable.Range(0, bits.Length / 8).Select(n => Convert.ToByte(bits.Substring(n * 8, 8), 2)).ToArray();
        return Totp.CodeOf(secret, step);
    }

    private static async Task<string?> StatusAsync(HttpResponseMessage answer) =>
        (await ReadAsync(answer)).GetProperty("status").GetString();

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer)
    {
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Ending));
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Ending);
    }
}
