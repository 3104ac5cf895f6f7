using System.Diagnostics;
using System.Globalization;
using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.Kernel.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using NpgsqlTypes;

namespace IntegratedCare.DirectoryOfServices.Imports;

/// <summary>Takes the good rows of a report over: all of them in one transaction, by a few statements, or none.</summary>
/// <remarks>
/// Records are not locked one by one, of which there are more than locks: whoever writes an organisation, a site or a service has a share in all of its
/// noun, and this holds them all. A report that no longer holds is made anew; nobody gets another change than the one that was looked at.
/// </remarks>
internal sealed class ImportTakeover(DirectoryDb db, TimeProvider time)
{
    private static readonly TimeSpan StatementMax = TimeSpan.FromMinutes(10);

    public async Task ApplyAsync(ImportId id, CancellationToken cancellationToken)
    {
        db.Database.SetCommandTimeout(StatementMax);
        if (!await BeginAsync(id, cancellationToken)) return;

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // Triggers and foreign keys look rows up one by one, by plans that were made when the tables may have been all but empty: a scan for each row.
        await db.Database.ExecuteSqlRawAsync("discard plans; set local enable_seqscan = off; set local directory.in_bulk = 'on'", cancellationToken);
        await db.ShareAsync(RecordLock.Place, cancellationToken);
        await db.ShareAsync(RecordLock.Taxonomies, cancellationToken);
        await db.HoldAllAsync(cancellationToken);
        var import = await db.Imports.FromSql($"select * from imports where id = {id.Value} for update").SingleAsync(cancellationToken);
        if (import.Status != ImportStatus.Applying) return;

        if (await IsOutOfDateAsync(db, id, cancellationToken)) import.Renew();
        else await WriteAsync(import, time.GetUtcNow(), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Does a row of the report speak of a service that reads differently by now, or of something that has gone?</summary>
    public static async Task<bool> IsOutOfDateAsync(DirectoryDb db, ImportId id, CancellationToken cancellationToken) =>
        await db.Database.SqlQuery<bool>(
            $"""
             select exists (
               select 1 from import_rows r left join care_services s on s.id = r.service_id
               where r.import_id = {id.Value} and r.service is not null and (
                 s.version is distinct from r.standing_version
                 or (s.id is null and (r.service ->> 'is_restricted')::boolean is distinct from exists (
                   select 1 from restrictions b where b.service_id = r.service_id and b.imposed_at is not null and b.lifted_at is null))
                 or exists (select 1 from jsonb_array_elements_text(r.links -> 'service_terms') t where not exists (
                   select 1 from taxonomy_terms k where k.id = t::uuid))
                 or exists (select 1 from jsonb_array_elements_text(r.links -> 'service_neighbourhoods') n where not exists (
                   select 1 from neighbourhoods k where k.code = n)))) "Value"
             """).SingleAsync(cancellationToken)
        || await IsExternalIdTakenAsync(db, id, cancellationToken);

    // Row by row it would be looked up by either index of a table that the planner may take for empty: by the wrong one, all of it for each row.
    private static async Task<bool> IsExternalIdTakenAsync(DirectoryDb db, ImportId id, CancellationToken cancellationToken)
    {
        await db.Database.ExecuteSqlRawAsync("set local enable_nestloop = off", cancellationToken);
        var isTaken = await db.Database.SqlQuery<bool>(
            $"""
             select exists (
               select 1 from import_rows r join external_ids e on e.value = r.external_id and e.record_id <> r.service_id
               where r.import_id = {id.Value} and r.service is not null and e.noun = {ExternalId.Service}
                 and e.source = (select i.source from imports i where i.id = {id.Value})) "Value"
             """).SingleAsync(cancellationToken);
        await db.Database.ExecuteSqlRawAsync("set local enable_nestloop = on", cancellationToken);
        return isTaken;
    }

    // Counted before anything is tried, so that one that kills its worker each time does not do so for ever.
    private async Task<bool> BeginAsync(ImportId id, CancellationToken cancellationToken)
    {
        var import = await db.Imports.SingleAsync(i => i.Id == id, cancellationToken);
        import.Attempt(time.GetUtcNow(), ImportReport.AttemptsMax);
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
        return import.Status == ImportStatus.Applying;
    }

    private async Task WriteAsync(Import import, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var shape = new StoredShape(db.Model);
        var author = Author.Of(import.Sender);
        import.Bring(await SourceRecordWriting.WriteAsync(db, import, now, cancellationToken));

        // Only what changes in some row is written at all, so that triggers on the rest have nothing to do.
        var changed = await ChangedColumnsAsync(import.Id, cancellationToken);
        string[] changing = [.. shape.Columns.Where(column => column == "changed_at" || changed.Contains(column))];
        var (added, standing) = ("r.import_id = @id and r.service is not null and r.standing_version is null",
            "r.import_id = @id and r.service is not null and r.standing_version is not null");
        string[] statements =
        [
            $"""
             insert into care_services ({Listed(shape.Columns)}) select {Listed(shape.Columns, "n.")} from import_rows r
             cross join lateral jsonb_populate_record(null::care_services, r.service || jsonb_build_object('changed_at', @now)) n
             where {added}
             """,
            $"""
             update care_services s set ({Listed(changing)}) = row({Listed(changing, "n.")}) from import_rows r join care_services o on o.id = r.service_id
             cross join lateral jsonb_populate_record(o, r.service || jsonb_build_object('changed_at', @now)) n
             where {standing} and s.id = o.id
             """,
            .. shape.Links.SelectMany(link => new[]
            {
                $"""
                 delete from {link.Table} l using import_rows r
                 where {standing} and l.service_id = r.service_id and not (r.links -> '{link.Table}') ? (l.{link.Key}::text)
                 """,
                $"""
                 insert into {link.Table} (service_id, {link.Key}) select r.service_id, k::{link.KeyType}
                 from import_rows r, jsonb_array_elements_text(r.links -> '{link.Table}') k
                 where r.import_id = @id and r.service is not null on conflict do nothing
                 """,
            }),
            $"""
             insert into service_changes (id, service_id, version, kind, changed_at, changed_by, role, organisation_code, before, after)
             select change_id, service_id, coalesce(standing_version, 0) + 1, '{nameof(ServiceChangeKind.Imported)}', @now::timestamptz, @by, @role, @organisation,
               before, after
             from import_rows r where r.import_id = @id and r.service is not null
             """,
            """
            insert into external_ids (source, noun, value, record_id, version)
            select @source, 'service', external_id, service_id, coalesce(standing_version, 0) + 1
            from import_rows r where r.import_id = @id and r.service is not null and external_id is not null
            on conflict (noun, record_id) do update set version = excluded.version
            """,
            """
            insert into outbox_messages (message_id, event_name, body, trace_parent)
            select gen_random_uuid(), e.event ->> 'name', e.event -> 'body' || jsonb_build_object('occurredAt', @now)
              || case when e.event -> 'body' ? 'providerName' then jsonb_build_object('providerName', o.name) else '{}' end, @trace
            from import_rows r cross join lateral jsonb_array_elements(r.events) with ordinality e (event, place)
            join care_services s on s.id = r.service_id join organisations o on o.id = s.provider_id
            where r.import_id = @id and r.service is not null order by r.number, e.place
            """,

            // What triggers do for each row of each table, once for each service.
            """
            select write_search_document(r.service_id) from (
              select service_id from import_rows where import_id = @id and service is not null and (
                standing_version is null or service ?| array['name', 'description', 'keywords', 'conditions', 'provider_id']
                or before -> 'siteIds' is distinct from after -> 'siteIds' or before -> 'termIds' is distinct from after -> 'termIds')
              order by service_id) r
            """,
            "select stamp_search(array(select service_id from import_rows where import_id = @id and service is not null))",
        ];
        foreach (var statement in statements) await RunAsync(statement, import, author, now, cancellationToken);
        import.Applied(now);
        db.RecordAccess(import.Sender, Purpose.Administration, "import.apply", "import", $"{import.Id.Value}");
    }

    private static string Listed(IEnumerable<string> columns, string of = "") => string.Join(", ", columns.Select(column => of + column));

    private Task<List<string>> ChangedColumnsAsync(ImportId id, CancellationToken cancellationToken) => db.Database.SqlQuery<string>(
        $"""
         select distinct jsonb_object_keys(service) "Value" from import_rows
         where import_id = {id.Value} and service is not null and standing_version is not null
         """).ToListAsync(cancellationToken);

    // Told to the database itself: a statement of JSON has braces that mean nothing else.
    private async Task RunAsync(
        string statement, Import import, Author author, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            statement, (NpgsqlConnection)db.Database.GetDbConnection(), (NpgsqlTransaction)db.Database.CurrentTransaction!.GetDbTransaction())
        {
            CommandTimeout = (int)StatementMax.TotalSeconds,
        };
        command.Parameters.Add(new NpgsqlParameter<Guid>("id", import.Id.Value));
        Text("now", now.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture));
        Text("by", author.Subject);
        Text("role", author.Role);
        Text("organisation", author.OrganisationCode);
        Text("source", import.Source);
        Text("trace", Activity.Current?.Id);
        await command.ExecuteNonQueryAsync(cancellationToken);

        void Text(string name, string? value) =>
            command.Parameters.Add(new(name, NpgsqlDbType.Text) { Value = value is null ? DBNull.Value : value });
    }
}
