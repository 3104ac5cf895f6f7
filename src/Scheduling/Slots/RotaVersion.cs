using IntegratedCare.Scheduling.Claims;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

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
    /// <summary>The version, in a query of <c>rota_version</c>: null where this very transaction has raised it, for nobody else may see what it sees.</summary>
    public const string VersionColumn = "CASE WHEN xmin = pg_current_xact_id_if_assigned()::xid THEN NULL ELSE version END";

    /// <summary>Shares the rota until the transaction ends.</summary>
    public const string Share = "pg_advisory_xact_lock_shared(hashtextextended('rota', 0))";

    private const string ReadVersion = $"SELECT {VersionColumn} AS \"Value\" FROM rota_version";

    public static Task HaveRotaAloneAsync(this SchedulingDb db, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended('rota', 0))", cancellationToken);

    public static async Task<long?> RotaVersionAsync(this SchedulingDb db, CancellationToken cancellationToken) =>
        (await db.RowsAsync(ReadVersion, [], row => row.IsDBNull(0) ? default(long?) : row.GetInt64(0), cancellationToken))[0];

    /// <summary>Shares the rota, and says which version it has from then on; in one round trip, for each hold pays it.</summary>
    public static async Task<long?> ShareRotaAsync(this SchedulingDb db, CancellationToken cancellationToken)
    {
        await using var batch = db.Batch(RoundTrip.Statement($"SELECT {Share}"), RoundTrip.Statement(ReadVersion));
        await using var answers = await batch.ExecuteReaderAsync(cancellationToken);
        await answers.NextAsync(cancellationToken);
        return answers.NullableInt64(0);
    }
}
