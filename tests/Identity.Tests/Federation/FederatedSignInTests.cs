using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity.Tests.Federation;

/// <summary>People who sign in at a real OpenID provider, and in which roles they then act here.</summary>
public sealed class FederatedSignInTests(Cis2Place place) : IClassFixture<Cis2Place>
{
    private static readonly CisRole Nurse = new("700000000001", "RT2", "S8000:G8000:R8001");
    private static readonly CisRole Doctor = new("700000000002", "P85001", "S0010:G0020:R0260");
    private static readonly CisRole Porter = new("700000000003", "RT2", "S8001:G8003:R8009");
    private static readonly CisRole NurseElsewhere = new("700000000004", "RX1", "S8000:G8000:R8001");

    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_signs_in_at_the_provider_acts_here_in_the_role_chosen_there()
    {
        await place.Provider.HasPersonAsync("500000000001", "Caius Example", Doctor.Id, Nurse, Doctor, Porter);
        using var browser = place.Traveller();

        var answer = await browser.SignInAsync("500000000001", "/diary?day=2026-05-01");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/diary?day=2026-05-01", answer.Headers.Location?.OriginalString);
        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.Null(browser.Cookie("ic_external"));
        var session = await place.SessionAsync(browser);
        Assert.Equal("Caius Example", session.GetProperty("name").GetString());
        Assert.Equal("gp a-practice", Part(session.GetProperty("actingAs")));
        Assert.Equal(["gp a-practice", "team-clinician pennine-care central"], Parts(session));
        Assert.Equal(["fed", "mfa"], session.GetProperty("signedInBy").EnumerateArray().Select(way => way.GetString()));
    }

    [Fact]
    public async Task Coming_again_is_the_same_account_and_a_changed_name_is_followed()
    {
        await place.Provider.HasPersonAsync("500000000002", "Before Marriage", Nurse.Id, Nurse);
        using var browser = place.Traveller();
        await browser.SignInAsync("500000000002");
        var first = await place.SessionAsync(browser);

        await place.Provider.HasPersonAsync("500000000002", "After Marriage", Nurse.Id, Nurse);
        using var later = place.Traveller();
        await later.SignInAsync("500000000002");

        var second = await place.SessionAsync(later);
        Assert.Equal(first.GetProperty("subject").GetString(), second.GetProperty("subject").GetString());
        Assert.Equal("After Marriage", second.GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_role_that_the_provider_took_away_is_gone_at_the_next_sign_in_and_closes_the_sessions_that_act_in_it()
    {
        await place.Provider.HasPersonAsync("500000000003", "Two Roles", Doctor.Id, Nurse, Doctor);
        using var browser = place.Traveller();
        await browser.SignInAsync("500000000003");
        Assert.True((await place.AskForTokenAsync(browser)).IsSuccessStatusCode);

        await place.Provider.HasPersonAsync("500000000003", "Two Roles", Nurse.Id, Nurse);
        using var later = place.Traveller();
        await later.SignInAsync("500000000003");

        Assert.Equal(["team-clinician pennine-care central"], Parts(await place.SessionAsync(later)));
        Assert.False((await place.AskForTokenAsync(browser)).IsSuccessStatusCode);
    }

    [Fact]
    public async Task Who_has_no_role_left_is_refused_and_keeps_none()
    {
        await place.Provider.HasPersonAsync("500000000004", "Leaver", Nurse.Id, Nurse);
        using var browser = place.Traveller();
        await browser.SignInAsync("500000000004");
        var account = Guid.Parse((await place.SessionAsync(browser)).GetProperty("subject").GetString()!["account:".Length..]);

        await place.Provider.HasPersonAsync("500000000004", "Leaver", Porter.Id, Porter);
        using var later = place.Traveller();
        var answer = await later.SignInAsync("500000000004");

        await Refusal.IsAsync(answer, HttpStatusCode.Forbidden, "federation.no-role");
        Assert.Null(later.Cookie("ic_session"));
        Assert.False((await place.AskForTokenAsync(browser)).IsSuccessStatusCode);
        await using var db = place.Identity.Service.Db();
        Assert.Empty(await db.Memberships.Where(membership => membership.AccountId == account).ToListAsync(Ending));
        Assert.Contains("membership.removed", await ActionsAsync(db, $"account:{account:N}"));
        Assert.Contains("sign-in.refused", await ActionsAsync(db, $"account:{account:N}"));
    }

    [Fact]
    public async Task A_chosen_role_that_opens_nothing_here_is_not_replaced_by_another()
    {
        await place.Provider.HasPersonAsync("500000000005", "Chose The Porter", Porter.Id, Nurse, Porter);
        using var browser = place.Traveller();

        await Refusal.IsAsync(await browser.SignInAsync("500000000005"), HttpStatusCode.Forbidden, "federation.no-role");

        Assert.Null(browser.Cookie("ic_session"));
    }

    [Fact]
    public async Task A_role_for_an_organisation_that_is_not_of_this_place_opens_nothing()
    {
        await place.Provider.HasPersonAsync("500000000006", "From Elsewhere", NurseElsewhere.Id, NurseElsewhere);
        using var browser = place.Traveller();

        await Refusal.IsAsync(await browser.SignInAsync("500000000006"), HttpStatusCode.Forbidden, "federation.no-role");
    }

    [Fact]
    public async Task Without_any_role_there_is_no_account_either()
    {
        await place.Provider.HasPersonAsync("500000000007", "Nobody", selected: null);
        using var browser = place.Traveller();
        await using var db = place.Identity.Service.Db();
        var before = await db.Accounts.CountAsync(Ending);

        await Refusal.IsAsync(await browser.SignInAsync("500000000007"), HttpStatusCode.Forbidden, "federation.no-role");

        Assert.Equal(before, await db.Accounts.CountAsync(Ending));
    }

    [Fact]
    public async Task A_suspended_account_stays_out_whatever_the_provider_says()
    {
        await place.Provider.HasPersonAsync("500000000008", "Suspended", Nurse.Id, Nurse);
        using var browser = place.Traveller();
        await browser.SignInAsync("500000000008");
        var account = Guid.Parse((await place.SessionAsync(browser)).GetProperty("subject").GetString()!["account:".Length..]);
        await using var db = place.Identity.Service.Db();
        (await db.Accounts.SingleAsync(known => known.Id == account, Ending)).Suspend(TimeProvider.System.GetUtcNow());
        await db.SaveChangesAsync(Ending);

        using var later = place.Traveller();
        await Refusal.IsAsync(await later.SignInAsync("500000000008"), HttpStatusCode.Forbidden, "account.suspended");
    }

    [Fact]
    public async Task An_authentication_that_is_too_weak_is_refused()
    {
        await place.Provider.HasPersonAsync("500000000009", new Dictionary<string, object>
        {
            ["name"] = "Password Only",
            ["authentication_assurance_level"] = "1",
            ["nhsid_nrbac_roles"] = new[] { new { person_roleid = "1", org_code = "RT2", role_code = "S8000:G8000:R8001" } },
        });
        using var browser = place.Traveller();

        await Refusal.IsAsync(await browser.SignInAsync("500000000009"), HttpStatusCode.Forbidden, "federation.not-proven");
    }

    [Fact]
    public async Task An_account_of_this_place_is_never_taken_over_by_what_a_provider_says_of_somebody()
    {
        await using var db = place.Identity.Service.Db();
        var local = await db.Accounts.Select(account => account.Id).ToListAsync(Ending);
        await place.Provider.HasPersonAsync("500000000010", new Dictionary<string, object>
        {
            ["name"] = "Somebody",
            ["email"] = "operator@place.example",
            ["email_verified"] = true,
            ["authentication_assurance_level"] = "3",
            ["nhsid_nrbac_roles"] = new[] { new { person_roleid = "1", org_code = "RT2", role_code = "S8000:G8000:R8001" } },
        });
        using var browser = place.Traveller();

        var answer = await browser.SignInAsync("500000000010");

        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync(Ending));
        var account = Guid.Parse((await place.SessionAsync(browser)).GetProperty("subject").GetString()!["account:".Length..]);
        Assert.DoesNotContain(account, local);
        Assert.Null((await db.Accounts.AsNoTracking().SingleAsync(known => known.Id == account, Ending)).NormalizedEmail);
    }

    [Fact]
    public async Task What_the_provider_says_lies_readable_in_no_table()
    {
        await place.Provider.HasPersonAsync("500000000077", "Marked Person Name", Nurse.Id, Nurse);
        using var browser = place.Traveller();
        await browser.SignInAsync("500000000077");

        await using var db = place.Identity.Service.Db();
        var everything = await db.Database.SqlQuery<string>(
            $"""select schema_to_xml('public', true, false, '')::text as "Value" """).SingleAsync(Ending);
        Assert.Contains("team-clinician", everything, StringComparison.Ordinal);
        Assert.DoesNotContain("500000000077", everything, StringComparison.Ordinal);
        Assert.DoesNotContain("Marked Person", everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_names_the_providers_and_nothing_else_of_them()
    {
        using var browser = place.Traveller();

        var list = await (await browser.GetAsync("/identity/sign-in/external")).Content.ReadAsStringAsync(Ending);

        Assert.Equal("""{"items":[{"name":"cis2","displayName":"NHS Care Identity"}]}""", list);
    }

    private static async Task<List<string>> ActionsAsync(IdentityDb db, string subject) =>
        await db.Database.SqlQuery<string>($"select action as value from access_records where subject = {subject}").ToListAsync(Ending);

    private static IEnumerable<string> Parts(JsonElement session) =>
        session.GetProperty("memberships").EnumerateArray().Select(Part).Order(StringComparer.Ordinal);

    private static string Part(JsonElement membership)
    {
        var part = $"{membership.GetProperty("role").GetString()} {membership.GetProperty("organisation").GetProperty("code").GetString()}";
        return membership.TryGetProperty("neighbourhoodCode", out var area) ? $"{part} {area.GetString()}" : part;
    }
}
