using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Funds;

/// <summary>Keeps a change of funds and the finding that no fund pays apart, so that no booking is left between them.</summary>
internal static class FundTerms
{
    private const long Lock = 7_501_975_102;

    /// <summary>Whoever changes a fund: waits for those who are finding that none pays, and holds further ones off.</summary>
    public static Task TakeAsync(LedgerDb db, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({Lock})", cancellationToken);

    /// <summary>Whoever finds that no fund pays: waits for a change that is under way. Any number may at once.</summary>
    public static Task ShareAsync(LedgerDb db, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock_shared({Lock})", cancellationToken);
}
