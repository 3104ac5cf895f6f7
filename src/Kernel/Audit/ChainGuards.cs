using Microsoft.EntityFrameworkCore.Metadata;

namespace IntegratedCare.Kernel.Audit;

/// <summary>What the database does for the chain by itself, whoever writes: installed by <c>migrate</c> beside the other guards.</summary>
/// <remarks>
/// A record is linked at commit, after everything else that the transaction does. A transaction has one lane, and the lane's row is the last thing it
/// waits for, so no two can wait for each other. The function runs as the database's owner: the service's login may neither write a link nor
/// move a lane, and of a record it gives neither number nor time.
/// </remarks>
internal static class ChainGuards
{
    /// <summary>How many lanes there are; commits of one lane follow each other, those of two lanes do not wait.</summary>
    public const int Lanes = 8;

    /// <param name="model">The service's model.</param>
    /// <param name="role">The service's login, quoted.</param>
    public static IEnumerable<string> Statements(IModel model, string role)
    {
        var canonical = new CanonicalText(model);
        yield return Append(canonical.Sql("accessed"));
        yield return Link;
        yield return "revoke all on function append_access_link(access_records, int), link_access_record() from public";
        yield return $"revoke insert, update, delete, truncate on access_links, access_lanes from {role}";
        yield return $"revoke insert on access_records from {role}";
        yield return $"grant insert ({string.Join(", ", canonical.WrittenColumns)}) on access_records to {role}";
        yield return Install;
    }

    private static string Append(string canonical) => $"""
        create or replace function append_access_link(accessed public.access_records, into_lane int) returns void
        language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
        declare
          head public.access_lanes;
        begin
          select * into strict head from public.access_lanes where lane = into_lane for update;
          head.number := head.number + 1;
          head.hash := sha256(head.hash || convert_to(into_lane || '/' || head.number || ';' || {canonical}, 'UTF8'));
          insert into public.access_links (lane, number, record_id, hash) values (into_lane, head.number, accessed.id, head.hash);
          update public.access_lanes set number = head.number, hash = head.hash where lane = into_lane;
        end $$
        """;

    private static readonly string Link = $"""
        create or replace function link_access_record() returns trigger
        language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
        begin
          perform public.append_access_link(new, (pg_current_xact_id()::text::numeric % {Lanes})::int);
          return null;
        end $$
        """;

    // Once: the lanes, and a link for each record from before there was a chain. A record that appears without a link later is a finding, not a
    // thing to mend. Making the trigger waits for those who write, so that none of theirs is left between.
    private static readonly string Install = $"""
        do $$ begin
          if exists (select from pg_trigger where tgrelid = 'public.access_records'::regclass and tgname = 'link_access_record') then
            return;
          end if;
          create constraint trigger link_access_record after insert on public.access_records
            deferrable initially deferred for each row execute function link_access_record();
          insert into public.access_lanes (lane, number, hash)
            select lane, 0, decode(repeat('00', 32), 'hex') from generate_series(0, {Lanes - 1}) lane;
          perform append_access_link(accessed, (accessed.id % {Lanes})::int) from public.access_records accessed order by accessed.id;
        end $$
        """;
}
