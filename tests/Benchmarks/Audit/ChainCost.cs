using IntegratedCare.AppHost.LocalHosting;
using IntegratedCare.Identity;
using IntegratedCare.Kernel.Database;
using Npgsql;

namespace IntegratedCare.Benchmarks.Audit;

/// <summary>What the chain costs: transactions that commit one access record each, with the chain and without, on a durable server.</summary>
/// <remarks>Eight callers at once, as on a busy service; "without" is the same table with the linking trigger switched off.</remarks>
internal static class ChainCost
{
    private const int Callers = 8;
    private const int EachPerRound = 60;

    private const string Record = """
        insert into access_records (subject, role, organisation_code, purpose, action, record_type, record_id, person_key, basis)
        values ('persona:gp', 'gp', 'practice', 'directCare', 'booking.read', 'booking', gen_random_uuid()::text, repeat('a', 64), 'team')
        """;

    public static async Task MeasureAsync()
    {
        await using var server = await PostgresServer.StartAsync(new() { Durable = true }, CancellationToken.None);
        await server.CreateDatabaseAsync("audit", CancellationToken.None);
        var owner = server.ConnectionString("audit");
        await DatabaseMigration.RunAsync<IdentityDb>(owner, "audit_service", "measured-only-here", CancellationToken.None);
        await using var admin = NpgsqlDataSource.Create(owner);
        await using var service = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(owner)
        {
            Username = "audit_service", Password = "measured-only-here", MaxPoolSize = Callers, MaxAutoPrepare = 5,
        }.ConnectionString);

        await Task.Run(() => Rounds.Compare(
            $"audit: committed records, linked, {Callers} callers", "commits", Callers * EachPerRound,
            () => Commit(admin, service, linked: true),
            "the same without the chain", () => Commit(admin, service, linked: false)));
    }

    private static void Commit(NpgsqlDataSource admin, NpgsqlDataSource service, bool linked)
    {
        using (var command = admin.CreateCommand($"alter table access_records {(linked ? "enable" : "disable")} trigger link_access_record"))
            command.ExecuteNonQuery();
        Parallel.For(0, Callers, new ParallelOptions { MaxDegreeOfParallelism = Callers }, _ =>
        {
            using var connection = service.OpenConnection();
            using var command = new NpgsqlCommand(Record, connection);
            for (var i = 0; i < EachPerRound; i++) command.ExecuteNonQuery();
        });
    }
}
