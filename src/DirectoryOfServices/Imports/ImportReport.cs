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
    private const int BatchBytes = 8 * 1024 * 1024;

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
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            if (!await HoldIfWantedAsync(import, cancellationToken)) return;
            import.Fail(refusal.Error, refusal.Detail, time.GetUtcNow());
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
    }

    /// <summary>The share of services that may be closed unconfirmed: none while a row that is left out may be of one of them, whatever it says.</summary>
    public static async Task<double> RemovalShareMaxAsync(
        DirectoryDb db, ImportId id, ImportSettings settings, CancellationToken cancellationToken)
    {
        string[] doubtful = [.. RowErrors.OfAnotherServicePerhaps.Select(error => error.Code)];
        return await db.Database.SqlQuery<bool>(
            $"""
             select exists (
               select 1 from import_rows r where r.import_id = {id.Value} and r.outcome = 'Rejected' and (r.service_id is null
                 or exists (select 1 from jsonb_array_elements(r.findings) f where f ->> 'code' = any({doubtful})))) "Value"
             """).SingleAsync(cancellationToken)
            ? 0
            : settings.RemovalShareMax;
    }

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
        await foreach (var rows in RowsOf(import, known, records, cancellationToken)
            .Batch(BatchRows, row => row.Size, BatchBytes, cancellationToken))
        {
            last = rows[^1].Number;
            db.SourceRecords.AddRange(records.Take());
            if (last > RowsMax) throw new DomainException(ImportErrors.TooManyRows);
            if (!await StageAsync(import, await check.CheckAsync(rows, cancellationToken), cancellationToken)) return;
        }

        if (!await IsWantedAsync(import.Id, cancellationToken)) return;
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
        if (!await HoldIfWantedAsync(import, cancellationToken)) return;
        await SourceRecordWriting.DropUnneededAsync(db, import.Id, check.Needed, cancellationToken);
        import.Bring(await SourceRecordWriting.CountAsync(db, import, time.GetUtcNow(), cancellationToken));
        import.Report(open.Count, await RemovalShareMaxAsync(db, import.Id, settings.Value, cancellationToken), time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async IAsyncEnumerable<IncomingRow> RowsOf(
        Import import, ServiceReferences known, SourceRecords records, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var file = ImportFile.Open(database, import.Id);
        if (import.Format == ImportFormat.Csv)
        {
            await foreach (var row in CsvServices.ReadAsync(file, known, cancellationToken)) yield return row;
            yield break;
        }

        var (reader, number) = (new OpenReferralRows(import, known, records), 0);
        if (import.Feed is { } address)
        {
            await foreach (var service in feeds.ReadAsync(new(address), wanted => IsWantedAsync(import.Id, wanted), cancellationToken))
                yield return reader.Read(++number, service);
            yield break;
        }

        await foreach (var service in OpenReferralFile.ReadAsync(file, cancellationToken)) yield return reader.Read(++number, service);
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
        foreach (var written in db.ChangeTracker.Entries<SourceRecord>().ToList()) written.State = EntityState.Detached;
        return await IsWantedAsync(import.Id, cancellationToken);
    }

    private Task<bool> IsWantedAsync(ImportId id, CancellationToken cancellationToken) =>
        db.Imports.AnyAsync(i => i.Id == id && i.Status == ImportStatus.Validating, cancellationToken);

    private Task<bool> HoldIfWantedAsync(Import import, CancellationToken cancellationToken) => db.Imports
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
