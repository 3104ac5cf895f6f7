using Npgsql;

namespace IntegratedCare.Kernel.Tests.Database;

public sealed class AppendOnlyTests(SampleHost sample) : IClassFixture<SampleHost>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("update notes set text = 'other'")]
    [InlineData("delete from notes")]
    [InlineData("truncate notes")]
    [InlineData("alter table notes disable trigger all")]
    [InlineData("update access_records set subject = 'nobody'")]
    [InlineData("delete from access_records")]
    [InlineData("drop table notes")]
    [InlineData("set session_replication_role = replica")]
    [InlineData("""delete from "__EFMigrationsHistory" """)]
    public async Task The_services_own_login_can_not_change_what_only_grows(string attack)
    {
        await WriteOneAsync();

        var refused = await Assert.ThrowsAsync<PostgresException>(() => RunAsync(sample.Host.ConnectionString, attack));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Theory]
    [InlineData("update notes set text = 'other'")]
    [InlineData("delete from notes")]
    [InlineData("truncate notes")]
    public async Task Not_even_the_owner_changes_it_without_switching_the_guard_off(string attack)
    {
        await WriteOneAsync();

        var refused = await Assert.ThrowsAsync<PostgresException>(() => RunAsync(sample.Host.OwnerConnectionString, attack));

        Assert.Equal(PostgresErrorCodes.RestrictViolation, refused.SqlState);
    }

    private async Task WriteOneAsync()
    {
        using var gp = sample.Gp();
        using var _ = await SampleHost.WriteAsync(gp, new { text = Guid.NewGuid() }, Guid.NewGuid().ToString(), Cancelled);
    }

    private static async Task RunAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(Cancelled);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Cancelled);
    }
}
