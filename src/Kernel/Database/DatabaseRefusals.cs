using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IntegratedCare.Kernel.Database;

/// <summary>Recognises which of our own guards the database refused a change by.</summary>
public static class DatabaseRefusals
{
    /// <summary>A row with the same key stands already under the named unique index.</summary>
    public static bool IsDuplicate(this DbUpdateException exception, string indexName) =>
        IsBy(exception, PostgresErrorCodes.UniqueViolation, indexName);

    /// <summary>The named exclusion constraint holds a row that overlaps.</summary>
    public static bool IsExclusion(this DbUpdateException exception, string constraintName) =>
        IsBy(exception, PostgresErrorCodes.ExclusionViolation, constraintName);

    private static bool IsBy(DbUpdateException exception, string state, string name) =>
        exception.InnerException is PostgresException refused
        && refused.SqlState == state && refused.ConstraintName == name;
}
