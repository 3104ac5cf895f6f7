using IntegratedCare.Contracts.Scheduling;
using IntegratedCare.Scheduling.Referrals;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace IntegratedCare.Scheduling.Tests.Referrals;

public class ReferralWatchTests(Place place)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_referral_that_nobody_acts_on_is_lost_once_until_somebody_acts()
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();
        using var clinician = place.Host.Clinician();
        var (lost, kept) = (await gp.ReferredAsync(Referring.To(team.Service)), await gp.ReferredAsync(Referring.To(team.Service)));
        await clinician.DecidedAsync(kept, "acceptance", new { teamId = team.Id });
        await LapseAsync(lost, "act_by");

        await Task.WhenAll(WatchAsync(), WatchAsync(), WatchAsync());
        await WatchAsync();

        Assert.Equal([lost], await clinician.ListAsync("lost", team.Service));
        Assert.Equal([lost], await gp.ListAsync("lost", team.Service));
        var heard = await place.Host.Events.NextAsync<ReferralLost>(e => e.ReferralId == lost);
        Assert.Equal(("soon", team.Service), (heard.Priority, heard.ServiceId));
        Assert.Equal(1L, await CountAsync("referral-lost", lost));
        await clinician.DecidedAsync(lost, "acceptance", new { teamId = team.Id });
        Assert.Empty(await clinician.ListAsync("lost", team.Service));
        await LapseAsync(lost, "act_by");
        await WatchAsync();
        Assert.Equal(["received", "lost", "accepted", "lost"], await gp.StepsAsync(lost));
    }

    [Fact]
    public async Task A_wait_beyond_its_standard_is_told_once_also_where_a_late_time_is_booked()
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();
        var (waiting, booked, seen) = (await gp.ReferredAsync(Referring.To(team.Service)), await gp.ReferredAsync(Referring.To(team.Service)),
            await gp.ReferredAsync(Referring.To(team.Service)));
        await gp.DecidedAsync(waiting, "waiting", new { });
        (await gp.BookForAsync(booked, team.Service)).EnsureSuccessStatusCode();
        await gp.DecidedAsync(seen, "withdrawal", new { reason = "closed in time" });
        foreach (var referral in (Guid[])[waiting, booked, seen]) await LapseAsync(referral, "due_by");

        await Task.WhenAll(WatchAsync(), WatchAsync());
        await WatchAsync();

        foreach (var breached in (Guid[])[waiting, booked])
        {
            Assert.Equal(1L, await CountAsync("wait-breached", breached));
            Assert.True((await gp.SeeAsync($"referrals/{breached}")).GetProperty("standing").GetProperty("isBreached").GetBoolean());
        }

        Assert.Equal(0L, await CountAsync("wait-breached", seen));
        Assert.Equal(1L, await CountAsync("waiting-list-joined", waiting));
    }

    [Fact]
    public async Task The_list_is_ordered_by_priority_and_then_by_the_wait()
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();
        var expected = new Dictionary<string, List<Guid>> { ["urgent"] = [], ["soon"] = [], ["routine"] = [] };
        foreach (var priority in (string[])["routine", "urgent", "soon", "routine", "soon", "urgent"])
        {
            var referral = await gp.ReferredAsync(Referring.To(team.Service, priority));
            await gp.DecidedAsync(referral, "waiting", new { });
            expected[priority].Add(referral);
        }

        Assert.Equal([.. expected["urgent"], .. expected["soon"], .. expected["routine"]], await gp.ListAsync("waiting", team.Service));
    }

    [Fact]
    public async Task A_place_says_its_own_standards_for_what_comes_after()
    {
        using var loader = place.Host.Loader();
        using var gp = place.Host.Gp();
        var team = await place.Host.OpenTeamAsync();
        async Task<string> PutAsync(int hours, int days) =>
            (await (await System.Net.Http.Json.HttpClientJsonExtensions.PutAsJsonAsync(
                loader, "/api/scheduling/wait-standards", new { priority = "routine", actWithinHours = hours, seenWithinDays = days }, Cancelled)).Content
                .ReadAsStringAsync(Cancelled));

        try
        {
            Assert.Contains("added", await PutAsync(100, 30), StringComparison.Ordinal);
            Assert.Contains("unchanged", await PutAsync(100, 30), StringComparison.Ordinal);
            var referral = await gp.ReferredAsync(Referring.To(team.Service, "routine"));
            var standing = (await gp.SeeAsync($"referrals/{referral}")).GetProperty("standing");
            Assert.Equal(TimeSpan.FromDays(30), standing.GetProperty("dueBy").GetDateTimeOffset() - standing.GetProperty("receivedAt").GetDateTimeOffset());
            Assert.Equal(TimeSpan.FromHours(100), standing.GetProperty("actBy").GetDateTimeOffset() - standing.GetProperty("receivedAt").GetDateTimeOffset());
            var shown = await gp.SeeAsync("wait-standards");
            Assert.Equal(["urgent", "soon", "routine"], shown.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("priority").GetString()));
        }
        finally
        {
            await place.Host.ExecuteAsync("DELETE FROM wait_standards");
        }
    }

    // The guard keeps what was promised; the clock of a test is the row's.
    private Task LapseAsync(Guid referral, string column) => place.Host.ExecuteAsync(
        $"SET session_replication_role = replica; UPDATE service_requests SET {column} = now() - interval '1 minute' WHERE id = '{referral}'");

    private Task<int> WatchAsync() =>
        place.Host.Services.GetServices<IHostedService>().OfType<ReferralWatch>().Single().WatchAsync(Cancelled);

    private Task<long> CountAsync(string name, Guid referral) => place.Host.ScalarAsync<long>(
        $"SELECT count(*) FROM outbox_seen WHERE event_name LIKE '%{name}%' AND body ->> 'referralId' = '{referral}'");
}
