using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Absences;

/// <summary>Removes absences that need not be kept any longer: that somebody was ill years ago is nobody's business.</summary>
/// <remarks>What is over offers and orphans nothing, so that no slot changes. A batch is one transaction: whoever dies leaves whole absences behind.</remarks>
internal static class AbsenceRetention
{
    /// <summary>One batch of those that ended before then; how many.</summary>
    public static async Task<int> EraseAbsencesAsync(
        this SchedulingDb db, DateTimeOffset endedBefore, int batchMax, Caller caller, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var due = await db.Absences.FromSql(
            $"SELECT * FROM absences WHERE ends_at < {endedBefore} ORDER BY ends_at, id LIMIT {batchMax} FOR UPDATE SKIP LOCKED")
            .ToListAsync(cancellationToken);
        if (due.Count == 0) return 0;

        db.Absences.RemoveRange(due);
        foreach (var absence in due) db.RecordAccess(caller, Purpose.Administration, "absence.erase", "absence", $"{absence.Id.Value}");
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return due.Count;
    }
}
