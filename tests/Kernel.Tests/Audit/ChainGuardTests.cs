using IntegratedCare.Kernel.Database;
using IntegratedCare.SampleService;
using IntegratedCare.Testing;
using Npgsql;

namespace IntegratedCare.Kernel.Tests.Audit;

public sealed class ChainGuardTests(SampleHost sample, RealServers servers) : IClassFixture<SampleHost>
{
    private const string Insert = """
        insert into access_records (subject, role, purpose, action, record_type, record_id)
        values ('persona:gp', 'gp', 'directCare', 'note.read', 'note', 'one')
        """;

    private readonly AuditTrail audit = new(sample);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("insert into access_links (lane, number, record_id, hash) values (0, 999, 1, sha256(''))")]
    [InlineData("update access_links set record_id = 1")]
    [InlineData("delete from access_links")]
    [InlineData("truncate access_links")]
    [InlineData("insert into access_lanes (lane, number, hash) values (9, 0, sha256(''))")]
    [InlineData("update access_lanes set number = 0")]
    [InlineData("delete from access_lanes")]
    [InlineData("select * from access_lanes for update")]
    [InlineData("select append_access_link(r, 0) from access_records r")]
    [InlineData("""
        insert into access_records (id, subject, role, purpose, action, record_type, record_id)
        values (1, 'persona:gp', 'gp', 'audit', 'a', 'b', 'c')
        """)]
    [InlineData("""
        insert into access_records (at, subject, role, purpose, action, record_type, record_id)
        values ('2001-01-01', 'persona:gp', 'gp', 'audit', 'a', 'b', 'c')
        """)]
    [InlineData("alter table access_records disable trigger link_access_record")]
    [InlineData("drop function append_access_link")]
    [InlineData("create temporary table forged (like access_records)")]
    public async Task The_services_own_login_can_forge_no_place_number_or_time(string attack)
    {
        await audit.WriteAsync(1);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => RunAsync(sample.Host.ConnectionString, attack));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task A_transaction_that_fails_leaves_neither_record_nor_link()
    {
        var before = await sample.CountAsync("select sum(number) from access_lanes", Cancelled);

        await Assert.ThrowsAsync<PostgresException>(() => RunAsync(sample.Host.ConnectionString, $"begin; {Insert}; select 1 / 0; commit"));

        Assert.Equal(before, await sample.CountAsync("select sum(number) from access_lanes", Cancelled));
        Assert.True((await audit.VerifyAsync()).GetProperty("intact").GetBoolean());
    }

    [Fact]
    public async Task Many_at_once_each_with_several_records_and_locks_of_their_own_never_wait_for_each_other_in_a_ring()
    {
        var before = await sample.CountAsync("select count(*) from access_records", Cancelled);
        const int writers = 16, rounds = 25, each = 3;

        await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(async () =>
        {
            await using var connection = new NpgsqlConnection(sample.Host.ConnectionString);
            await connection.OpenAsync(Cancelled);
            for (var round = 0; round < rounds; round++)
            {
                // Record, then a lock of the domain that others want too, then records again: the lane is taken after all of it.
                await using var transaction = await connection.BeginTransactionAsync(Cancelled);
                await using var command = new NpgsqlCommand(
                    $"{Insert}; select pg_advisory_xact_lock({(writer + round) % 3}); {Insert}; {Insert}", connection, transaction);
                await command.ExecuteNonQueryAsync(Cancelled);
                await transaction.CommitAsync(Cancelled);
            }
        }, Cancelled)));

        Assert.Equal(before + (writers * rounds * each), await sample.CountAsync("select count(*) from access_records", Cancelled));
        Assert.True(await sample.CountAsync("select count(*) from access_lanes where number > 0", Cancelled) > 1);
        var verified = await audit.VerifyAsync();
        Assert.True(verified.GetProperty("intact").GetBoolean(), verified.ToString());
    }

    [Fact]
    public async Task Records_from_before_there_was_a_chain_are_linked_once_and_later_strays_are_not()
    {
        await using var old = await ServiceHost<Program, SampleDb>.StartAsync(servers, "ledger");
        await RunAsync(old.SuperuserConnectionString, $"""
            drop trigger link_access_record on access_records; delete from access_lanes;
            {Insert}; {Insert}; {Insert}
            """);

        await MigrateAsync(old);
        Assert.Equal(3, await CountAsync(old, "select count(*) from access_links"));
        await RunAsync(old.SuperuserConnectionString, $"set session_replication_role = replica; {Insert}");
        await MigrateAsync(old);

        Assert.Equal(3, await CountAsync(old, "select count(*) from access_links"));
        using var db = old.Db();
        var verified = await Kernel.Audit.ChainVerification.VerifyChainAsync(db, [], Cancelled);
        Assert.Equal(Kernel.Audit.ChainBreakReason.Unlinked, verified.FirstBroken?.Reason);
        Assert.Equal(3, verified.Records);
    }

    private static Task MigrateAsync(ServiceHost<Program, SampleDb> host)
    {
        var service = new NpgsqlConnectionStringBuilder(host.ConnectionString);
        return DatabaseMigration.RunAsync<SampleDb>(host.OwnerConnectionString, service.Username!, service.Password!, Cancelled);
    }

    private static async Task<long> CountAsync(ServiceHost<Program, SampleDb> host, string sql)
    {
        await using var connection = new NpgsqlConnection(host.SuperuserConnectionString);
        await connection.OpenAsync(Cancelled);
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync(Cancelled))!;
    }

    private static async Task RunAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(Cancelled);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Cancelled);
    }
}
