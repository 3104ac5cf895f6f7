using System.Net.Http.Json;
using System.Text.Json;
using IntegratedCare.Contracts.Scheduling;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Testing;
using Npgsql;

namespace IntegratedCare.Scheduling.Tests.BreakGlass;

public class BreakGlassTests(Place place)
{
    private const string Reason = "Collapsed at the bus station, UNMISTAKABLE-EMERGENCY";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_opens_one_persons_bookings_to_be_read_and_to_nobody_else()
    {
        var (booking, _) = await BookedElsewhereAsync();
        using var gp = Stranger();
        using var colleague = Stranger();
        Assert.Equal(404, (int)(await gp.GetAsync($"/api/scheduling/bookings/{booking.Id}", Cancelled)).StatusCode);

        await OpenAsync(gp);

        Assert.Equal(A.NhsNumber, (await gp.SeeAsync($"bookings/{booking.Id}")).GetProperty("person").GetProperty("nhsNumber").GetString());
        Assert.NotEmpty((await gp.SeeAsync($"bookings/{booking.Id}/history")).GetProperty("items").EnumerateArray());
        var found = await gp.SayAsync("bookings/search", new { nhsNumber = A.NhsNumber, reference = booking.Reference });
        Assert.Equal(1, found.GetProperty("total").GetInt32());
        Assert.Equal(404, (int)(await colleague.GetAsync($"/api/scheduling/bookings/{booking.Id}", Cancelled)).StatusCode);
    }

    [Fact]
    public async Task It_shows_nobody_in_lists_that_do_not_ask_for_the_person_and_changes_nothing()
    {
        var (booking, _) = await BookedElsewhereAsync();
        using var gp = Stranger();
        await OpenAsync(gp);

        var list = await gp.SayAsync("bookings/search", new { reference = booking.Reference });
        var cancelling = await gp.SayAsync(booking.Id, "cancellation", new { reason = "not mine to cancel" });

        Assert.Equal(0, list.GetProperty("total").GetInt32());
        Assert.Equal((404, "booking.unknown"), await cancelling.RefusalAsync());
    }

    [Fact]
    public async Task It_is_given_for_any_person_so_that_it_tells_nothing_about_them()
    {
        using var gp = Stranger();

        var known = await AskAsync(gp, A.NhsNumber);
        var unknown = await AskAsync(gp, "9990000018");

        Assert.Equal((201, 201), ((int)known.StatusCode, (int)unknown.StatusCode));
        Assert.Equal((422, "person.nhs-number-invalid"), await (await AskAsync(gp, "9990000017")).RefusalAsync());
    }

    [Fact]
    public async Task It_ends_by_itself_early_when_told_so_and_with_the_session()
    {
        var clock = new FixedClock(TimeProvider.System.GetUtcNow());
        await using var host = await place.StartAsync(clock);
        var (booking, _) = await BookedElsewhereAsync(host);
        using var gp = Stranger(host);
        var first = await OpenAsync(gp);
        clock.Now += TimeSpan.FromMinutes(59);
        Assert.Equal(200, await ReadAsync(gp, booking.Id));

        clock.Now += TimeSpan.FromMinutes(1);
        Assert.Equal(404, await ReadAsync(gp, booking.Id));
        Assert.Equal((409, "break-glass.ended"), await (await EndAsync(gp, first)).RefusalAsync());

        var second = await OpenAsync(gp);
        using var stranger = Stranger(host);
        Assert.Equal((404, "break-glass.unknown"), await (await EndAsync(stranger, second)).RefusalAsync());
        Assert.Equal(200, (int)(await EndAsync(gp, second)).StatusCode);
        Assert.Equal(404, await ReadAsync(gp, booking.Id));
    }

    [Fact]
    public async Task It_belongs_to_the_session_in_which_it_was_opened()
    {
        var (booking, _) = await BookedElsewhereAsync();
        var name = $"gp-{Guid.NewGuid():N}";
        using var here = InSession(name, "one");
        using var elsewhere = InSession(name, "other");
        await OpenAsync(here);

        Assert.Equal((200, 404), (await ReadAsync(here, booking.Id), await ReadAsync(elsewhere, booking.Id)));
    }

    [Fact]
    public async Task Each_reading_says_in_the_audit_that_the_glass_was_broken()
    {
        var (booking, coordinator) = await BookedElsewhereAsync();
        using var _ = coordinator;
        using var gp = Stranger();
        await OpenAsync(gp);
        await ReadAsync(gp, booking.Id);
        await ReadAsync(coordinator, booking.Id);

        var bases = await place.Host.ScalarAsync<string>(
            $"""
             SELECT string_agg(role || ' ' || (basis IS NOT DISTINCT FROM 'breakGlass') || ' ' || (person_key IS NOT NULL), ', ' ORDER BY id)
             FROM access_records WHERE record_id = '{booking.Id}' AND action = 'booking.read'
             """);
        Assert.Equal("gp true true, care-coordinator false true", bases);
    }

    [Fact]
    public async Task The_alert_says_who_and_never_whom_or_why()
    {
        using var gp = Stranger();
        var grant = await OpenAsync(gp);

        var alert = await place.Host.Events.NextAsync<BreakGlassOpened>(e => e.GrantId == grant);

        Assert.Equal((Roles.Gp, "lifeThreatening"), (alert.Role, alert.Category));
        var text = place.Host.Events.All.Single(e => e.Text.Contains(grant.ToString(), StringComparison.Ordinal)).Text;
        Assert.DoesNotContain("UNMISTAKABLE", text, StringComparison.Ordinal);
        Assert.DoesNotContain(A.NhsNumber, text, StringComparison.Ordinal);
        Assert.DoesNotContain(await place.Host.ScalarAsync<string>($"SELECT person_key FROM break_glass_grants WHERE id = '{grant}'"), text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_privacy_officer_reads_why_and_what_was_read_and_judges_it_once()
    {
        var (booking, _) = await BookedElsewhereAsync();
        using var gp = Stranger();
        using var officer = Officer();
        var grant = await OpenAsync(gp);
        await ReadAsync(gp, booking.Id);
        Assert.Equal((409, "break-glass.still-open"), await (await ReviewAsync(officer, grant)).RefusalAsync());
        (await EndAsync(officer, grant)).EnsureSuccessStatusCode();

        var detail = await officer.SeeAsync($"break-glass/{grant}");
        var review = await ReviewAsync(officer, grant);

        Assert.Equal(Reason, detail.GetProperty("reason").GetString());
        Assert.Contains(detail.GetProperty("read").EnumerateArray(),
            r => r.GetProperty("recordId").GetString() == booking.Id.ToString() && r.GetProperty("action").GetString() == "booking.read");
        Assert.Equal(200, (int)review.StatusCode);
        Assert.Equal((409, "break-glass.reviewed"), await (await ReviewAsync(officer, grant)).RefusalAsync());
        Assert.Equal("break-glass.open break-glass.end break-glass.read break-glass.review", await place.Host.ScalarAsync<string>(
            $"SELECT string_agg(action, ' ' ORDER BY id) FROM access_records WHERE record_id = '{grant}' AND outcome = 'Succeeded'"));
    }

    [Fact]
    public async Task What_waits_for_a_review_comes_first_and_is_flagged_when_it_is_overdue()
    {
        var clock = new FixedClock(TimeProvider.System.GetUtcNow());
        await using var host = await place.StartAsync(clock);
        using var gp = Stranger(host);
        using var officer = Officer(host);
        var reviewed = await OpenAsync(gp);
        (await EndAsync(officer, reviewed)).EnsureSuccessStatusCode();
        (await ReviewAsync(officer, reviewed)).EnsureSuccessStatusCode();
        var waiting = await OpenAsync(gp);
        clock.Now += TimeSpan.FromDays(8);
        var late = await OpenAsync(gp);

        var items = (await officer.SeeAsync("break-glass")).GetProperty("items").EnumerateArray()
            .Select(i => (i.GetProperty("id").GetGuid(), i.GetProperty("isOverdue").GetBoolean())).ToList();

        Assert.Equal([(waiting, true), (late, false), (reviewed, false)], items);
    }

    [Fact]
    public async Task Who_needs_it_too_often_is_refused_however_many_ask_at_once()
    {
        using var gp = Stranger();

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => AskAsync(gp)));

        Assert.Equal(5, answers.Count(a => (int)a.StatusCode == 201));
        Assert.Equal((409, "break-glass.too-often"), await answers.First(a => (int)a.StatusCode != 201).RefusalAsync());
    }

    [Fact]
    public async Task The_reason_is_stored_encrypted_and_the_record_cannot_be_rewritten()
    {
        using var gp = Stranger();
        var grant = await OpenAsync(gp);

        Assert.DoesNotContain("UNMISTAKABLE", await place.Host.ScalarAsync<string>(
            $"SELECT g::text || encode(reason, 'escape') FROM break_glass_grants g WHERE id = '{grant}'"), StringComparison.Ordinal);
        foreach (var attack in (string[])["person_key = 'other'", "subject = 'account:other'", "reason = '\\x01'", "expires_at = expires_at + interval '1 day'"])
        {
            await Assert.ThrowsAsync<PostgresException>(
                () => place.Host.ExecuteAsync($"UPDATE break_glass_grants SET {attack} WHERE id = '{grant}'"));
        }

        await Assert.ThrowsAsync<PostgresException>(() => place.Host.ExecuteAsync($"DELETE FROM break_glass_grants WHERE id = '{grant}'"));
    }

    [Fact]
    public async Task Others_neither_open_nor_see_nor_judge()
    {
        using var chief = place.Host.Client(Roles.ChiefNurse, "00Y");
        using var gp = Stranger();
        using var officer = Officer();
        var grant = await OpenAsync(gp);

        Assert.Equal((403, "request.forbidden"), await (await AskAsync(chief)).RefusalAsync());
        Assert.Equal((403, "request.forbidden"), await (await AskAsync(officer)).RefusalAsync());
        Assert.Equal(403, (int)(await gp.GetAsync("/api/scheduling/break-glass", Cancelled)).StatusCode);
        Assert.Equal(403, (int)(await gp.GetAsync($"/api/scheduling/break-glass/{grant}", Cancelled)).StatusCode);
        Assert.Equal(403, (int)(await ReviewAsync(gp, grant)).StatusCode);
        Assert.Equal((404, "break-glass.unknown"), await (await ReviewAsync(officer, Guid.NewGuid())).RefusalAsync());
    }

    private async Task<(BookingSeen Booking, HttpClient Coordinator)> BookedElsewhereAsync(Testing.ServiceHost<Program, SchedulingDb>? host = null)
    {
        var team = await (host ?? place.Host).OpenTeamAsync();
        var coordinator = (host ?? place.Host).Coordinator();
        return (await coordinator.BookedAsync(team.Service), coordinator);
    }

    private HttpClient Stranger(Testing.ServiceHost<Program, SchedulingDb>? host = null) =>
        (host ?? place.Host).Client(Roles.Gp, $"practice-{Guid.NewGuid():N}", name: $"stranger-{Guid.NewGuid():N}");

    private HttpClient Officer(Testing.ServiceHost<Program, SchedulingDb>? host = null) =>
        (host ?? place.Host).Client(Roles.PrivacyOfficer, "icb", name: $"officer-{Guid.NewGuid():N}");

    private HttpClient InSession(string name, string session)
    {
        var client = place.Host.Anonymous();
        client.DefaultRequestHeaders.Authorization = new("Bearer", place.Servers.Tokens.Issue(
            Roles.Gp, $"practice-{name}", name: name, change: token => token.Subject.AddClaim(new(TokenClaims.Session, session))));
        return client;
    }

    private static Task<HttpResponseMessage> AskAsync(HttpClient client, string nhsNumber = A.NhsNumber) =>
        client.SendAsync(new(HttpMethod.Post, "/api/scheduling/break-glass")
        {
            Content = JsonContent.Create(new { nhsNumber, category = "lifeThreatening", reason = Reason }),
            Headers = { { "Idempotency-Key", Guid.NewGuid().ToString() } },
        }, Cancelled);

    private static async Task<Guid> OpenAsync(HttpClient client)
    {
        var answer = await AskAsync(client);
        Assert.Equal(201, (int)answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancelled)).GetProperty("grantId").GetGuid();
    }

    private static Task<HttpResponseMessage> EndAsync(HttpClient client, Guid grant) =>
        client.PostAsync($"/api/scheduling/break-glass/{grant}/ending", null, Cancelled);

    private static Task<HttpResponseMessage> ReviewAsync(HttpClient client, Guid grant) => client.PostAsJsonAsync(
        $"/api/scheduling/break-glass/{grant}/review", new { outcome = "justified", note = "Ambulance record confirms it" }, Cancelled);

    private static async Task<int> ReadAsync(HttpClient client, Guid booking) =>
        (int)(await client.GetAsync($"/api/scheduling/bookings/{booking}", Cancelled)).StatusCode;
}
