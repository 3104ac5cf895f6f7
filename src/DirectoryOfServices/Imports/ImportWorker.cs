using Npgsql;

namespace IntegratedCare.DirectoryOfServices.Imports;

/// <summary>Makes reports and applies them, one import at a time in each replica.</summary>
/// <remarks>
/// An import belongs to the replica that has its lock, which ends with the connection it was taken on, however that ends: when a replica is killed,
/// another begins anew at once, and finds either the whole import applied or nothing of it.
/// </remarks>
internal sealed partial class ImportWorker(
    IServiceScopeFactory scopes, NpgsqlDataSource database, TimeProvider time, ILogger<ImportWorker> logger) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan SweepEvery = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery);
        var sweptAt = DateTimeOffset.MinValue;
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await TryAsync(async () =>
                {
                    while (await WorkAsync(stoppingToken)) { }
                    if (time.GetUtcNow() - sweptAt < SweepEvery) return;
                    sweptAt = time.GetUtcNow();
                    await using var scope = scopes.CreateAsyncScope();
                    await scope.ServiceProvider.GetRequiredService<ImportSweep>().RunAsync(stoppingToken);
                }, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The replica stops: whatever was in hand is begun anew by another.
        }
    }

    /// <summary>Does the next thing that is to be done; false where there is nothing, or other replicas are at it.</summary>
    private async Task<bool> WorkAsync(CancellationToken stoppingToken)
    {
        await using var connection = await database.OpenConnectionAsync(stoppingToken);
        if (await ClaimAsync(connection, stoppingToken) is not { } claimed) return false;

        var (id, applies) = claimed;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            if (applies) await scope.ServiceProvider.GetRequiredService<ImportTakeover>().ApplyAsync(id, stoppingToken);
            else await scope.ServiceProvider.GetRequiredService<ImportReport>().MakeAsync(id, stoppingToken);
            Done(logger, id.Value, applies ? "was taken as far as it goes" : "has a report");
            return true;
        }
        finally
        {
            await ReleaseAsync(connection, id);
        }
    }

    private static async Task<(ImportId Id, bool Applies)?> ClaimAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var find = new NpgsqlCommand(
            "select id from imports where status in ('Uploaded', 'Validating', 'Applying') order by sent_at limit 50", connection);
        var waiting = new List<Guid>();
        await using (var rows = await find.ExecuteReaderAsync(cancellationToken))
        {
            while (await rows.ReadAsync(cancellationToken)) waiting.Add(rows.GetGuid(0));
        }

        foreach (var id in waiting)
        {
            await using var claim = new NpgsqlCommand("select pg_try_advisory_lock(hashtextextended('import/' || $1, 0))", connection);
            claim.Parameters.Add(new() { Value = $"{id}" });
            if (await claim.ExecuteScalarAsync(cancellationToken) is not true) continue;

            // Looked at again under the lock: another replica may have done it since.
            await using var look = new NpgsqlCommand("select status from imports where id = $1", connection);
            look.Parameters.Add(new() { Value = id });
            switch (await look.ExecuteScalarAsync(cancellationToken))
            {
                case "Applying": return (new(id), true);
                case "Uploaded" or "Validating": return (new(id), false);
                default: await ReleaseAsync(connection, new(id)); break;
            }
        }

        return null;
    }

    private static async Task ReleaseAsync(NpgsqlConnection connection, ImportId id)
    {
        if (connection.State is not System.Data.ConnectionState.Open) return;
        await using var release = new NpgsqlCommand("select pg_advisory_unlock(hashtextextended('import/' || $1, 0))", connection);
        release.Parameters.Add(new() { Value = $"{id.Value}" });
        await release.ExecuteNonQueryAsync(CancellationToken.None);
    }

    private async Task TryAsync(Func<Task> work, CancellationToken stoppingToken)
    {
        try
        {
            await work();
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            // A connection that broke, a database out of reach: the import is where it was, so try again rather than end.
            Postponed(logger, e.GetBaseException().GetType().Name, e.GetBaseException().Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Import {ImportId} {What}")]
    private static partial void Done(ILogger logger, Guid importId, string what);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Imports are postponed: {Reason}: {Message}")]
    private static partial void Postponed(ILogger logger, string reason, string message);
}
