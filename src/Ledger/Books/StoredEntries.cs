using System.Runtime.CompilerServices;
using IntegratedCare.Ledger.Journal;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IntegratedCare.Ledger.Books;

/// <summary>Reads a journal past EF, a thousand entries at a time, for those who need all of it.</summary>
internal static class StoredEntries
{
    private const int ChunkLength = 1_000;

    /// <summary>The fund's entries behind a number, in the order of their numbers, in chunks. The caller's transaction is its snapshot.</summary>
    public static async IAsyncEnumerable<IReadOnlyList<JournalEntry>> ReadAsync(
        LedgerDb db, string fundCode, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            SELECT number, kind, effective_on, posted_at, source, narrative, posted_by, accounts, amounts_pence, previous_hash, hash
            FROM journal_entries WHERE fund_code = $1 AND number > $2 ORDER BY number
            """, (NpgsqlConnection)db.Database.GetDbConnection()) { Parameters = { new() { Value = fundCode }, new() { Value = after } } };
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var chunk = new List<JournalEntry>(ChunkLength);
        while (await row.ReadAsync(cancellationToken))
        {
            chunk.Add(new()
            {
                FundCode = fundCode,
                Number = row.GetInt64(0),
                Kind = Enum.Parse<EntryKind>(row.GetString(1)),
                EffectiveOn = row.GetFieldValue<DateOnly>(2),
                PostedAt = row.GetFieldValue<DateTimeOffset>(3),
                Source = row.GetString(4),
                Narrative = row.GetString(5),
                PostedBy = row.IsDBNull(6) ? null : row.GetString(6),
                Accounts = row.GetFieldValue<string[]>(7),
                AmountsPence = row.GetFieldValue<long[]>(8),
                PreviousHash = row.GetFieldValue<byte[]>(9),
                Hash = row.GetFieldValue<byte[]>(10),
            });
            if (chunk.Count < ChunkLength) continue;
            yield return chunk;
            chunk = new(ChunkLength);
        }

        if (chunk.Count > 0) yield return chunk;
    }
}
