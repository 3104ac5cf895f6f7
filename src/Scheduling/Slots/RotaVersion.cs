using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace IntegratedCare.Scheduling.Slots;

/// <summary>Counts the changes of all from which slots are worked out. Triggers raise it; there is one row.</summary>
internal sealed class RotaVersion
{
    public const int OnlyId = 1;

    public int Id { get; init; } = OnlyId;
    public required long Version { get; init; }
}

internal sealed class RotaVersionMapping : IEntityTypeConfiguration<RotaVersion>
{
    public void Configure(EntityTypeBuilder<RotaVersion> builder)
    {
        builder.ToTable("rota_version", t => t.HasCheckConstraint("ck_rota_version_one_row", $"id = {RotaVersion.OnlyId}"));
        builder.Property(v => v.Id).ValueGeneratedNever();
    }
}

/// <summary>Who may read or change the rota while others take slots of it.</summary>
/// <remarks>
/// Who takes a slot shares the rota until they commit; who changes it has it alone, in turn. So a slot is claimed before an absence is entered, and then
/// the absence finds the booking; or it sees the absence and is refused. The lock is taken before all others.
/// </remarks>
internal static class RotaLock
{
    // Null where this very transaction has raised it: nobody else may see what it sees.
    private const string ReadVersion =
        "SELECT CASE WHEN xmin = pg_current_xact_id_if_assigned()::xid THEN NULL ELSE version END AS \"Value\" FROM rota_version";

    private const string ShareLock = "SELECT pg_advisory_xact_lock_shared(hashtextextended('rota', 0))";

    public static Task HaveRotaAloneAsync(this SchedulingDb db, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended('rota', 0))", cancellationToken);

    public static async Task<long?> RotaVersionAsync(this SchedulingDb db, CancellationToken cancellationToken) =>
        (await db.Database.SqlQueryRaw<long?>(ReadVersion).ToListAsync(cancellationToken))[0];

    /// <summary>Shares the rota, and says which version it has from then on; in one round trip, for each hold pays it.</summary>
    public static async Task<long?> ShareRotaAsync(this SchedulingDb db, CancellationToken cancellationToken)
    {
        var transaction = db.Database.CurrentTransaction ?? throw new InvalidOperationException("The rota is shared within a transaction.");
        await using var batch = new NpgsqlBatch((NpgsqlConnection)db.Database.GetDbConnection(), (NpgsqlTransaction)transaction.GetDbTransaction())
        {
            BatchCommands = { new(ShareLock), new(ReadVersion) },
        };
        await using var answer = await batch.ExecuteReaderAsync(cancellationToken);
        await answer.NextResultAsync(cancellationToken);
        await answer.ReadAsync(cancellationToken);
        return await answer.IsDBNullAsync(0, cancellationToken) ? null : answer.GetInt64(0);
    }
}
