using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace IntegratedCare.DirectoryOfServices.Imports;

/// <summary>Takes away what nobody needs of imports any more: files of ended ones at once, rows of reports after their time.</summary>
internal sealed class ImportSweep(DirectoryDb db, IOptions<ImportSettings> settings, TimeProvider time)
{
    private static readonly ImportStatus[] Ends = [ImportStatus.Applied, ImportStatus.Failed, ImportStatus.Cancelled];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var (now, kept) = (time.GetUtcNow(), time.GetUtcNow().AddDays(-settings.Value.KeepRowsDays));
        foreach (var import in await db.Imports.Where(i => i.Status == ImportStatus.Ready && i.ReportedAt < kept).ToListAsync(cancellationToken))
            import.Fail(ImportErrors.Expired, null, now);
        await db.SaveChangesAsync(cancellationToken);

        var ended = db.Imports.Where(i => Ends.Contains(i.Status));
        await db.ImportParts.Where(p => ended.Any(i => i.Id == p.ImportId)).ExecuteDeleteAsync(cancellationToken);
        await db.SourceRecords.Where(r => ended.Any(i => i.Id == r.ImportId)).ExecuteDeleteAsync(cancellationToken);
        await db.ImportRows.Where(r => ended.Any(i => i.Id == r.ImportId && i.EndedAt < kept)).ExecuteDeleteAsync(cancellationToken);
    }
}
