using IntegratedCare.Testing;
using Npgsql;

namespace IntegratedCare.Ledger.Tests.Approvals;

/// <summary>What the database refuses whatever the code above it does.</summary>
public sealed class ApprovalGuardTests(RunningLedger ledger)
{
    private readonly ServiceHost<Program, LedgerDb> host = ledger.Host;

    private async Task<string?> RefusalAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(host.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        var refused = await Record.ExceptionAsync(() => command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
        return (refused as PostgresException)?.SqlState ?? refused?.Message;
    }

    private async Task<(string Fund, Guid Approval)> WaitingAsync()
    {
        var (fund, _) = await host.AddFundAsync();
        using var maker = host.Officer("maker");
        return (fund, (await maker.AskAsync(fund)).Id);
    }

    [Theory]
    [InlineData("status = 'Approved', decided_by = asked_by, decided_at = asked_at", "23514")]
    [InlineData("status = 'Rejected', decided_by = asked_by, decided_at = asked_at, decision_reason = 'No'", "23514")]
    [InlineData("status = 'Withdrawn', decided_by = 'somebody', decided_at = asked_at", "23514")]
    [InlineData("status = 'Approved', decided_by = 'somebody', decided_at = expires_at", "23514")]
    [InlineData("status = 'Rejected', decided_by = 'somebody', decided_at = asked_at", "23514")]
    [InlineData("status = 'Approved'", "23514")]
    [InlineData("amount_pence = 1", "23001")]
    [InlineData("status = 'Approved', decided_by = 'somebody', decided_at = asked_at, amount_pence = 1", "23001")]
    [InlineData("status = 'Approved', decided_by = 'somebody', decided_at = asked_at, asked_by = 'x'", "23001")]
    public async Task A_decision_is_anothers_in_time_and_changes_nothing_that_was_asked(string change, string sqlState)
    {
        var (_, approval) = await WaitingAsync();

        Assert.Equal(sqlState, await RefusalAsync($"UPDATE approvals SET {change} WHERE id = '{approval}'"));
    }

    [Fact]
    public async Task A_decision_stands_and_nothing_is_removed()
    {
        var (_, approval) = await WaitingAsync();
        Assert.Null(await RefusalAsync(
            $"UPDATE approvals SET status = 'Approved', decided_by = 'somebody', decided_at = asked_at WHERE id = '{approval}'"));

        Assert.Equal("23001", await RefusalAsync(
            $"UPDATE approvals SET status = 'Pending', decided_by = NULL, decided_at = NULL WHERE id = '{approval}'"));
        Assert.Equal("23001", await RefusalAsync($"DELETE FROM approvals WHERE id = '{approval}'"));
        Assert.Equal("42501", await RefusalAsync("TRUNCATE approvals CASCADE"));
    }

    [Fact]
    public async Task Nothing_above_its_limit_is_authorised_without_an_approval_that_was_given_for_it()
    {
        var (fund, approval) = await WaitingAsync();
        string Insert(long pence, string approvalId, string maker = "persona:maker") => $"""
            INSERT INTO authorisations (source, fund_code, kind, amount_pence, limit_pence, made_by, reason, approval_id, made_at)
            VALUES ('{A.Code("source")}', '{fund}', 'ManualEntry', {pence}, 0, '{maker}', 'x', {approvalId}, now())
            """;

        Assert.Equal("23514", await RefusalAsync(Insert(5_000, "NULL")));
        Assert.Equal("23514", await RefusalAsync(Insert(5_000, $"'{approval}'")));      // still waits
        Assert.Null(await RefusalAsync(
            $"UPDATE approvals SET status = 'Approved', decided_by = 'somebody', decided_at = asked_at WHERE id = '{approval}'"));
        Assert.Equal("23514", await RefusalAsync(Insert(5_001, $"'{approval}'")));      // more than was approved
        Assert.Equal("23514", await RefusalAsync(Insert(5_000, $"'{approval}'", maker: "somebody")));
        Assert.Null(await RefusalAsync(Insert(5_000, $"'{approval}'")));
        Assert.Equal("23505", await RefusalAsync(Insert(5_000, $"'{approval}'")));      // used once
        Assert.Equal("42501", await RefusalAsync("UPDATE authorisations SET reason = 'y'"));
        Assert.Equal("42501", await RefusalAsync("DELETE FROM authorisations"));
    }
}
