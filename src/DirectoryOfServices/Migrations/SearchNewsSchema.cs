namespace IntegratedCare.DirectoryOfServices.Migrations;

/// <summary>What a replica's index asks after, also in a database that was restored, and when terms move below others.</summary>
internal static class SearchNewsSchema
{
    /// <summary>
    /// As <see cref="SearchStampsSchema.Functions"/> has it, but for stamps from a transaction that has not begun here: they came with a
    /// backup of another cluster, and would be news at every look until this one had counted so far.
    /// </summary>
    public const string News = """
        create or replace function search_news(seen_to xid8, unfinished xid8[])
        returns table (snapshot text, epoch text, services uuid[], place_changed boolean, synonyms_changed boolean)
        language plpgsql stable set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
        declare
          finished xid8[] := array(select x from unnest(unfinished) x where pg_visible_in_snapshot(x, pg_current_snapshot()));
          ahead xid8 := pg_snapshot_xmax(pg_current_snapshot());
        begin
          return query select pg_current_snapshot()::text,
            (select d.oid || ' ' || extract(epoch from pg_postmaster_start_time()) from pg_database d where d.datname = current_database()),
            array(select s.service_id from search_stamps s where s.changed_in >= seen_to and s.changed_in < ahead
              union select s.service_id from search_stamps s where s.changed_in = any(finished)),
            exists(select from search_place_stamps p where (p.changed_in >= seen_to and p.changed_in < ahead) or p.changed_in = any(finished)),
            exists(select from synonyms y where (y.changed_in >= seen_to and y.changed_in < ahead) or y.changed_in = any(finished));
        end $$;
        """;

    /// <summary>A service is found by the terms above its own: where a term moves, whatever carries it or one below it reads differently.</summary>
    public const string Terms = """
        create index ix_taxonomy_terms_parent_id on taxonomy_terms (parent_id);

        create function stamp_search_below() returns trigger language plpgsql as $$
        begin
          perform stamp_search(array(
            with recursive below as (
              select new.id union select term.id from below join taxonomy_terms term on term.parent_id = below.id)
            select distinct has.service_id from below join service_terms has on has.term_id = below.id));
          return null;
        end $$;

        create trigger stamp_search after update on taxonomy_terms for each row
          when (old.parent_id is distinct from new.parent_id) execute function stamp_search_below();
        """;

    /// <summary>The news themselves go with the function that they replaced.</summary>
    public const string Drop = """
        drop function stamp_search_below() cascade;
        drop index ix_taxonomy_terms_parent_id;
        """;
}
