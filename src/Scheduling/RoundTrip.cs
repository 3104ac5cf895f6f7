using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace IntegratedCare.Scheduling;

/// <summary>Several statements of the open transaction in one round trip, past EF: for what each hold and each booking pays.</summary>
internal static class RoundTrip
{
    public static NpgsqlBatch Batch(this SchedulingDb db, params ReadOnlySpan<NpgsqlBatchCommand> statements)
    {
        var transaction = db.Database.CurrentTransaction ?? throw new InvalidOperationException("Time is given away within a transaction.");
        var batch = new NpgsqlBatch((NpgsqlConnection)db.Database.GetDbConnection(), (NpgsqlTransaction)transaction.GetDbTransaction());
        foreach (var statement in statements) batch.BatchCommands.Add(statement);
        return batch;
    }

    /// <summary>A statement with its values, by position; a null has to say its type in the statement.</summary>
    public static NpgsqlBatchCommand Statement(string sql, params ReadOnlySpan<object?> values)
    {
        var statement = new NpgsqlBatchCommand(sql);
        foreach (var value in values) statement.Parameters.Add(new() { Value = value is DateTimeOffset at ? at.UtcDateTime : value ?? DBNull.Value });
        return statement;
    }

    public static long? NullableInt64(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    public static string? NullableText(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static Guid? NullableGuid(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetGuid(column);

    /// <summary>The next of the batch's answers, at its first row; false where it has none.</summary>
    public static async Task<bool> NextAsync(this NpgsqlDataReader answers, CancellationToken cancellationToken)
    {
        await answers.NextResultAsync(cancellationToken);
        return await answers.ReadAsync(cancellationToken);
    }
}
