using System.Security.Cryptography;
using IntegratedCare.Kernel.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace IntegratedCare.Kernel.PersonalData;

/// <summary>Asks the tables what lies under which data key, by the first bytes of the values.</summary>
internal sealed class SealedValues(PersonalDataCipher cipher)
{
    /// <summary>True where some value still needs the key.</summary>
    public static async Task<bool> AnyUnderAsync(KernelDb db, int keyId, CancellationToken cancellationToken)
    {
        foreach (var table in Sealing.TablesOf(db.Model))
        {
            var condition = string.Join(" or ", table.Columns.Select(column => IsUnder(column, keyId)));
            await using var command = await CommandAsync(db, $"select exists (select from {table.Name} where {condition})", cancellationToken);
            if (await command.ExecuteScalarAsync(cancellationToken) is true) return true;
        }

        return false;
    }

    /// <summary>How many values lie under each key. It reads every table: for an operator, now and then.</summary>
    public static async Task<IReadOnlyDictionary<int, long>> CountAsync(KernelDb db, CancellationToken cancellationToken)
    {
        var counts = new Dictionary<int, long>();
        foreach (var table in Sealing.TablesOf(db.Model))
        {
            foreach (var column in table.Columns.Select(c => c.Name))
            {
                await using var command = await CommandAsync(db,
                    $"""
                     select substring({column} from 1 for case get_byte({column}, 0) when 1 then 1 else {SealedText.MarkBytes} end) as mark, count(*)
                     from {table.Name} where length({column}) > 0 group by mark
                     """, cancellationToken);
                await using var rows = await command.ExecuteReaderAsync(cancellationToken);
                while (await rows.ReadAsync(cancellationToken))
                {
                    var id = KeyIdOfMark(rows.GetFieldValue<byte[]>(0));
                    counts[id] = counts.GetValueOrDefault(id) + rows.GetInt64(1);
                }
            }
        }

        return counts;
    }

    /// <summary>Tries one value of each column that lies directly under the key of the settings.</summary>
    public async Task<bool> CanOpenDirectAsync(KernelDb db, CancellationToken cancellationToken)
    {
        foreach (var table in Sealing.TablesOf(db.Model))
        {
            foreach (var column in table.Columns)
            {
                await using var command = await CommandAsync(db,
                    $"select {column.Row}, {column.Name} from {table.Name} where {IsUnder(column, SealedText.DirectKeyId)} limit 1", cancellationToken);
                await using var rows = await command.ExecuteReaderAsync(cancellationToken);
                if (await rows.ReadAsync(cancellationToken)
                    && !Opens(rows.GetFieldValue<byte[]>(1), column.Context, $"{rows.GetValue(0)}")) return false;
            }
        }

        return true;
    }

    private bool Opens(byte[] value, string context, string row)
    {
        try
        {
            cipher.Decrypt(value, context, row);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static string IsUnder(SealedColumn column, int keyId) => keyId == SealedText.DirectKeyId
        ? $"substring({column.Name} from 1 for 1) = '\\x01'::bytea"
        : $"substring({column.Name} from 1 for {SealedText.MarkBytes}) = '\\x{Convert.ToHexStringLower(SealedText.MarkOf(keyId))}'::bytea";

    private static int KeyIdOfMark(byte[] mark) => mark.Length == SealedText.MarkBytes
        ? System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(mark.AsSpan(1))
        : SealedText.DirectKeyId;

    private static async Task<NpgsqlCommand> CommandAsync(KernelDb db, string sql, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        return new(sql, (NpgsqlConnection)db.Database.GetDbConnection(),
            (NpgsqlTransaction?)db.Database.CurrentTransaction?.GetDbTransaction());
    }
}
