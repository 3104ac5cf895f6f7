using System.Net;
using IntegratedCare.Ledger.Periods;
using IntegratedCare.Testing;
using Npgsql;

namespace IntegratedCare.Ledger.Tests.Periods;

public sealed class ReopenPeriodTests(RunningLedger ledger)
{
    private readonly ServiceHost<Program, LedgerDb> host = ledger.Host;

    [Fact]
    public async Task Two_people_open_a_closed_month_again()
    {
        var fund = await host.AddLastYearAsync();
        await host.CloseThroughAsync(fund, "2025-05");

        using var asked = await host.AskForReopeningAsync(fund, "2025-05");
        using var own = await host.DecideReopeningAsync(fund, "2025-05", approve: true, by: "manager");
        using var other = await host.DecideReopeningAsync(fund, "2025-05", approve: true, by: "second");

        Assert.Equal(HttpStatusCode.Created, asked.StatusCode);
        Assert.Equal((HttpStatusCode.Forbidden, "period.own-reopening"), (own.StatusCode, await own.CodeAsync()));
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        var period = await PeriodAsync(fund, "2025-05");
        Assert.False(period.IsClosed);
        Assert.Equal(("persona:manager", "persona:second", true),
            (period.Reopenings[0].AskedBy, period.Reopenings[0].DecidedBy, period.Reopenings[0].IsApproved));
        using var closedAgain = await host.CloseAsync(fund, "2025-05");
        Assert.Equal(HttpStatusCode.OK, closedAgain.StatusCode);
        Assert.Equal(2, (await PeriodAsync(fund, "2025-05")).TimesClosed);
    }

    [Fact]
    public async Task What_the_second_person_does_not_want_stays_closed()
    {
        var fund = await host.AddLastYearAsync();
        await host.CloseThroughAsync(fund, "2025-04");
        using (await host.AskForReopeningAsync(fund, "2025-04")) { }

        using var decided = await host.DecideReopeningAsync(fund, "2025-04", approve: false, by: "second");
        using var again = await host.DecideReopeningAsync(fund, "2025-04", approve: true, by: "third");

        Assert.Equal(HttpStatusCode.OK, decided.StatusCode);
        Assert.Equal((HttpStatusCode.Conflict, "period.reopening-not-asked"), (again.StatusCode, await again.CodeAsync()));
        Assert.True((await PeriodAsync(fund, "2025-04")).IsClosed);
    }

    [Fact]
    public async Task Only_the_last_closed_month_is_opened_and_asked_for_once()
    {
        var fund = await host.AddLastYearAsync();
        await host.CloseThroughAsync(fund, "2025-05");

        using var earlier = await host.AskForReopeningAsync(fund, "2025-04");
        using var open = await host.AskForReopeningAsync(fund, "2025-06");
        using (await host.AskForReopeningAsync(fund, "2025-05")) { }
        using var twice = await host.AskForReopeningAsync(fund, "2025-05");

        Assert.Equal("period.later-closed", await earlier.CodeAsync());
        Assert.Equal("period.not-closed", await open.CodeAsync());
        Assert.Equal("period.reopening-asked", await twice.CodeAsync());
    }

    [Fact]
    public async Task A_wish_that_waits_does_not_open_a_month_behind_one_closed_since()
    {
        var fund = await host.AddLastYearAsync();
        await host.CloseThroughAsync(fund, "2025-04");
        using (await host.AskForReopeningAsync(fund, "2025-04")) { }
        using (await host.CloseAsync(fund, "2025-05")) { }

        using var decided = await host.DecideReopeningAsync(fund, "2025-04", approve: true, by: "second");

        Assert.Equal((HttpStatusCode.Conflict, "period.later-closed"), (decided.StatusCode, await decided.CodeAsync()));
    }

    [Theory]
    [InlineData("UPDATE period_reopenings SET decided_by = asked_by, decided_at = now(), is_approved = true WHERE decided_by IS NULL", "23514")]
    [InlineData("UPDATE period_reopenings SET reason = 'another'", "23001")]
    [InlineData("DELETE FROM period_reopenings", "23001")]
    [InlineData("INSERT INTO period_reopenings SELECT gen_random_uuid(), fund_code, period, times, reason, 'a', asked_at, 'b', now(), true FROM period_reopenings LIMIT 1", "23001")]
    [InlineData("UPDATE period_closings SET closed_by = 'nobody'", "23001")]
    [InlineData("DELETE FROM period_closings", "23001")]
    public async Task The_database_holds_four_eyes_and_what_was_closed_whoever_writes(string sql, string state)
    {
        var fund = await host.AddLastYearAsync();
        await host.CloseThroughAsync(fund, "2025-04");
        using (await host.AskForReopeningAsync(fund, "2025-04")) { }
        await using var connection = new NpgsqlConnection(host.OwnerConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));

        Assert.Equal(state, refused.SqlState);
    }

    private async Task<PeriodView> PeriodAsync(string fund, string period)
    {
        using var manager = host.Manager();
        return await manager.ReadAsync<PeriodView>($"/api/ledger/funds/{fund}/periods/{period}");
    }
}
