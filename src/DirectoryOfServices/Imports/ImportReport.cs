using System.Runtime.CompilerServices;
using IntegratedCare.DirectoryOfServices.Exports;
using IntegratedCare.Kernel.Errors;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Validation;
using Npgsql;

namespace IntegratedCare.DirectoryOfServices.Imports;

/// <summary>Reads what was sent and reports, row by row, what it would do to the directory. Nothing but the report is written.</summary>
internal sealed class ImportReport(
    DirectoryDb db, NpgsqlDataSource database, FeedReader feeds, IServiceProvider services, IOptions<ValidationOptions> validation,
    IOptions<ImportSettings> settings, TimeProvider time)
{
    public const int RowsMax = 200_000;
    public const int AttemptsMax = 5;

    private const int BatchRows = 1_000;

    /// <summary>Makes the report anew, whatever an earlier attempt left of one.</summary>
    public async Task MakeAsync(ImportId id, CancellationToken cancellationToken)
    {
        var import = await db.Imports.SingleAsync(i => i.Id == id, cancellationToken);
        await db.ImportRows.Where(r => r.ImportId == id).ExecuteDeleteAsync(cancellationToken);
        await db.SourceRecords.Where(r => r.ImportId == id).ExecuteDeleteAsync(cancellationToken);
        import.Read(time.GetUtcNow(), AttemptsMax);
        await db.SaveChangesAsync(cancellationToken);
        if (import.Status == ImportStatus.Failed) return;

        try
        {
            await ReadAsync(import, cancellationToken);
        }
        catch (Exception e) when (Unreadable(e) is { } refusal)
        {
            import.Fail(refusal.Error, refusal.Detail, time.GetUtcNow());
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    /// <summary>The share of services that may be closed unconfirmed: none while a row does not say which service it is of, and may be of one of them.</summary>
    public static async Task<double> RemovalShareMaxAsync(
        DirectoryDb db, ImportId id, ImportSettings settings, CancellationToken cancellationToken) =>
        await db.ImportRows.AnyAsync(r => r.ImportId == id && r.Outcome == RowOutcome.Rejected && r.ServiceId == null, cancellationToken)
            ? 0
            : settings.RemovalShareMax;

    private static DomainException? Unreadable(Exception exception) => exception switch
    {
        DomainException refusal => refusal,
        System.Text.DecoderFallbackException => new(ImportErrors.FileNotUtf8),
        System.Text.Json.JsonException json => new(ImportErrors.FileUnreadable, $"Line {json.LineNumber + 1}."),
        _ => null,
    };

    private async Task ReadAsync(Import import, CancellationToken cancellationToken)
    {
        var known = await ServiceReferences.ReadAsync(db, cancellationToken);
        var check = new RowCheck(
            db, import, known, new ServiceDraft(validation, services), new RowStaging(new StoredShape(db.Model)), time.GetUtcNow());
        var last = 0;
        var records = new SourceRecords(import, known, await OwnedAsync(import, cancellationToken));
        await foreach (var rows in RowsOf(import, known, records, cancellationToken).Batch(BatchRows, cancellationToken))
        {
            last = rows[^1].Number;
            db.SourceRecords.AddRange(records.Take());
            if (last > RowsMax) throw new DomainException(ImportErrors.TooManyRows);
            if (!await StageAsync(import, await check.CheckAsync(rows, cancellationToken), cancellationToken)) return;
        }

        if (import.Rows == 0) throw new DomainException(ImportErrors.FileEmpty);
        var open = await OpenAsync(import, cancellationToken);
        if (import.Removals == RemovalRule.Close)
        {
            foreach (var unsent in open.Except(check.Seen).Order().Chunk(BatchRows))
            {
                var rows = await check.CloseAsync(unsent, last, cancellationToken);
                last += rows.Count;
                if (!await StageAsync(import, rows, cancellationToken)) return;
            }
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await IsWantedAsync(import, cancellationToken)) return;
        import.Report(open.Count, await RemovalShareMaxAsync(db, import.Id, settings.Value, cancellationToken), time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async IAsyncEnumerable<IncomingRow> RowsOf(
        Import import, ServiceReferences known, SourceRecords records, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (import.Format == ImportFormat.Csv)
        {
            await foreach (var row in CsvServices.ReadAsync(ImportFile.Open(database, import.Id, cancellationToken), known, cancellationToken))
                yield return row;
            yield break;
        }

        var (reader, number) = (new OpenReferralRows(import, known, records), 0);
        var services = import.Feed is { } address
            ? feeds.ReadAsync(new Uri(address), cancellationToken)
            : OpenReferralFile.ReadAsync(
                ImportFile.Open(database, import.Id, cancellationToken), await ImportFile.FirstAsync(database, import.Id, cancellationToken), cancellationToken);
        await foreach (var service in services) yield return reader.Read(++number, service);
    }

    private async Task<HashSet<(string Noun, Guid Id)>> OwnedAsync(Import import, CancellationToken cancellationToken)
    {
        var owned = await db.ExternalIds.AsNoTracking().Where(e => e.Source == import.Source && e.Noun != ExternalId.Service)
            .Select(e => new { e.Noun, e.RecordId }).ToListAsync(cancellationToken);
        return [.. owned.Select(e => (e.Noun, e.RecordId))];
    }

    // False where somebody has cancelled it meanwhile.
    private async Task<bool> StageAsync(Import import, IReadOnlyCollection<ImportRow> rows, CancellationToken cancellationToken)
    {
        await StagedRows.WriteAsync(database, rows, cancellationToken);
        foreach (var row in rows) import.Count(row.Outcome);
        await db.SaveChangesAsync(cancellationToken);
        return await db.Imports.AnyAsync(i => i.Id == import.Id && i.Status == ImportStatus.Validating, cancellationToken);
    }

    private Task<bool> IsWantedAsync(Import import, CancellationToken cancellationToken) => db.Imports
        .FromSql($"select * from imports where id = {import.Id.Value} for update").AsNoTracking()
        .Select(i => i.Status == ImportStatus.Validating).SingleAsync(cancellationToken);

    // The services for which the source speaks and that are not closed.
    private async Task<HashSet<Guid>> OpenAsync(Import import, CancellationToken cancellationToken)
    {
        var services = import.Source is null
            ? db.Database.SqlQuery<Guid>(
                $"""
                 select id "Value" from care_services s where status <> 'Closed' and not exists (
                   select 1 from external_ids e where e.noun = 'service' and e.record_id = s.id)
                 """)
            : db.Database.SqlQuery<Guid>(
                $"""
                 select id "Value" from care_services s join external_ids e on e.noun = 'service' and e.record_id = s.id
                 where s.status <> 'Closed' and e.source = {import.Source}
                 """);
        return [.. await services.ToListAsync(cancellationToken)];
    }
}

internal static class Batches
{
    /// <summary>Gathers what comes one by one into lists of at most so many.</summary>
    public static async IAsyncEnumerable<IReadOnlyList<T>> Batch<T>(
        this IAsyncEnumerable<T> items, int most, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var batch = new List<T>(most);
        await foreach (var item in items.WithCancellation(cancellationToken))
        {
            batch.Add(item);
            if (batch.Count < most) continue;
            yield return batch;
            batch = new(most);
        }

        if (batch.Count > 0) yield return batch;
    }
}
