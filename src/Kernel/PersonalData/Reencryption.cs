using System.Security.Cryptography;
using IntegratedCare.Kernel.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace IntegratedCare.Kernel.PersonalData;

/// <summary>Takes values that lie under an old key over to the current one, and then lets the old key be destroyed.</summary>
/// <remarks>
/// One replica at a time walks each table by its key. Rows that need it are locked a few at a time, decrypted, encrypted and written in one transaction;
/// a row that somebody edits just then is skipped until the next pass. Nothing is remembered: whoever dies in the middle is followed by another pass,
/// which finds the rest by the values themselves.
/// </remarks>
internal sealed partial class Reencryption(
    IServiceScopeFactory scopes, NpgsqlDataSource database, DataKeyRing ring, PersonalDataCipher cipher, IOptions<DataKeyPolicy> policy,
    TimeProvider time, ILogger<Reencryption> logger) : BackgroundService
{
    internal const int BatchMax = 100;
    private const long LeaseLock = 7_501_975_202;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(policy.Value.ReencryptEveryMinutes), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Postponed(logger, e.GetBaseException().GetType().Name);
            }
        }
    }

    /// <summary>One pass; how many values were encrypted anew. None where no key is retired or another replica is at it.</summary>
    internal async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<KernelDb>();
        if (!await db.Set<DataKey>().AnyAsync(key => key.RetiredAt != null && key.WrappedKey != null, cancellationToken)) return 0;

        // The lease ends with its connection, however that ends.
        await using var lease = await database.OpenConnectionAsync(cancellationToken);
        await using var ask = new NpgsqlCommand($"select pg_try_advisory_lock({LeaseLock})", lease);
        if (await ask.ExecuteScalarAsync(cancellationToken) is not true) return 0;
        try
        {
            ring.Refresh();
            var done = 0;
            foreach (var table in Sealing.TablesOf(db.Model)) done += await WalkAsync(table, cancellationToken);
            if (done > 0) Done(logger, done, ring.Current.Id);
            await scope.ServiceProvider.GetRequiredService<DataKeyKeeper>().DestroyUnusedAsync(cancellationToken);
            return done;
        }
        finally
        {
            await using var release = new NpgsqlCommand($"select pg_advisory_unlock({LeaseLock})", lease);
            if (lease.State is System.Data.ConnectionState.Open) await release.ExecuteNonQueryAsync(CancellationToken.None);
        }
    }

    private async Task<int> WalkAsync(SealedTable table, CancellationToken cancellationToken)
    {
        var (done, unreadable, after) = (0, 0, (object?)null);
        while (true)
        {
            var mark = SealedText.MarkOf(ring.Current.Id);
            var (old, last) = await FindAsync(table, after, mark, cancellationToken);
            if (last is null) break;
            after = last;
            if (old.Count == 0) continue;

            var (renewed, failed) = await RenewAsync(table, old, mark, cancellationToken);
            (done, unreadable) = (done + renewed, unreadable + failed);
        }

        if (unreadable > 0) Unreadable(logger, unreadable, table.Name);
        return done;
    }

    // The next keys of the table in order, and which of them have a value under another key.
    private async Task<(List<object> Old, object? Last)> FindAsync(
        SealedTable table, object? after, byte[] mark, CancellationToken cancellationToken)
    {
        var isOld = string.Join(" or ", table.Columns.Select(c => $"substring({c.Name} from 1 for {SealedText.MarkBytes}) <> $1"));
        await using var command = database.CreateCommand(
            $"""
             select {table.Key}, coalesce({isOld}, false) from {table.Name} {(after is null ? "" : $"where {table.Key} > $2")}
             order by {table.Key} limit {BatchMax}
             """);
        command.Parameters.Add(new() { Value = mark });
        if (after is not null) command.Parameters.Add(new() { Value = after });
        var (old, last) = (new List<object>(), (object?)null);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            last = rows.GetValue(0);
            if (rows.GetBoolean(1)) old.Add(last);
        }

        return (old, last);
    }

    private async Task<(int Renewed, int Failed)> RenewAsync(
        SealedTable table, List<object> keys, byte[] mark, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var (renewed, failed) = (0, 0);
        foreach (var (key, rowNames, values) in await LockAsync(table, keys, connection, transaction, cancellationToken))
        {
            await using var update = new NpgsqlCommand { Connection = connection, Transaction = transaction };
            var assignments = new List<string>();
            for (var i = 0; i < values.Length; i++)
            {
                if (values[i] is not { } value || value.AsSpan().StartsWith(mark)) continue;
                if (Renew(value, table.Columns[i].Context, rowNames[i]) is not { } renewal)
                {
                    failed++;
                    continue;
                }

                update.Parameters.Add(new() { Value = renewal });
                assignments.Add($"{table.Columns[i].Name} = ${update.Parameters.Count}");
            }

            if (assignments.Count == 0) continue;
            update.Parameters.Add(new() { Value = key });
            update.CommandText = $"update {table.Name} set {string.Join(", ", assignments)} where {table.Key} = ${update.Parameters.Count}";
            await update.ExecuteNonQueryAsync(cancellationToken);
            renewed += assignments.Count;
        }

        await transaction.CommitAsync(cancellationToken);
        return (renewed, failed);
    }

    private static async Task<List<(object Key, string[] RowNames, byte[]?[] Values)>> LockAsync(
        SealedTable table, List<object> keys, NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        var wanted = Array.CreateInstance(keys[0].GetType(), keys.Count);
        for (var i = 0; i < keys.Count; i++) wanted.SetValue(keys[i], i);
        await using var command = new NpgsqlCommand(
            $"""
             select {table.Key}, {string.Join(", ", table.Columns.Select(c => $"{c.Row}, {c.Name}"))} from {table.Name}
             where {table.Key} = any($1) for no key update skip locked
             """, connection, transaction);
        command.Parameters.Add(new() { Value = wanted });
        var locked = new List<(object, string[], byte[]?[])>();
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            var columns = Enumerable.Range(0, table.Columns.Count).Select(i => 1 + (2 * i)).ToList();
            locked.Add((rows.GetValue(0), [.. columns.Select(i => $"{rows.GetValue(i)}")],
                [.. columns.Select(i => rows.IsDBNull(i + 1) ? null : rows.GetFieldValue<byte[]>(i + 1))]));
        }

        return locked;
    }

    // A value that does not open stays as it is, and its key with it: somebody has to look at it, and nothing is lost.
    private byte[]? Renew(byte[] value, string context, string row)
    {
        try
        {
            return cipher.Encrypt(cipher.Decrypt(value, context, row), Sealing.ContextOf(context, row));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} values were encrypted anew under data key {KeyId}")]
    private static partial void Done(ILogger logger, int count, int keyId);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} values of {Table} do not open; they and their key are kept")]
    private static partial void Unreadable(ILogger logger, int count, string table);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Encrypting anew is postponed: {Reason}")]
    private static partial void Postponed(ILogger logger, string reason);
}
