namespace IntegratedCare.DirectoryOfServices.Migrations;

/// <summary>What a replica's index asks after: which services read differently since it last looked, whichever table that was written in.</summary>
/// <remarks>
/// A stamp is a row of its own, never an update: so nobody who changes a service waits for somebody else who does, and a row of
/// <c>search_documents</c> with its large index is written only when the words change.
/// </remarks>
internal static class SearchStampsSchema
{
    public const string Tables = """
        create table search_stamps (
          changed_in xid8 not null, service_id uuid not null, stamped_at timestamptz not null default clock_timestamp(),
          primary key (changed_in, service_id));
        create index ix_search_stamps_stamped_at on search_stamps (stamped_at);

        create table search_place_stamps (changed_in xid8 primary key, stamped_at timestamptz not null default clock_timestamp());
        """;

    public const string Functions = """
        create function stamp_search(written uuid[]) returns void language sql as $$
          insert into search_stamps (changed_in, service_id)
          select pg_current_xact_id(), service from unnest(written) service order by service on conflict do nothing
        $$;

        create function stamp_search_rows() returns trigger language plpgsql as $$
        begin
          case tg_table_name
            when 'care_services' then perform stamp_search(array_remove(array[new.id, old.id], null));
            when 'organisations' then perform stamp_search(array(
              select id from care_services where provider_id = new.id
              union select service_id from service_practices where practice_id = new.id));
            when 'sites' then perform stamp_search(array(select service_id from service_sites where site_id = new.id));
            else perform stamp_search(array_remove(array[new.service_id, old.service_id], null));
          end case;
          return null;
        end $$;

        create function stamp_search_place() returns trigger language plpgsql as $$
        begin
          insert into search_place_stamps (changed_in) values (pg_current_xact_id()) on conflict do nothing;
          return null;
        end $$;

        -- Everything that committed between the snapshot seen before and this one: transactions that had not begun then, and those that had not
        -- ended then but have now. Plans are fixed to the indexes: what is estimated for a parameter that nobody knows would be a scan.
        create function search_news(seen_to xid8, unfinished xid8[])
        returns table (snapshot text, epoch text, services uuid[], place_changed boolean, synonyms_changed boolean)
        language plpgsql stable set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
        declare finished xid8[] := array(select x from unnest(unfinished) x where pg_visible_in_snapshot(x, pg_current_snapshot()));
        begin
          return query select pg_current_snapshot()::text,
            (select d.oid || ' ' || extract(epoch from pg_postmaster_start_time()) from pg_database d where d.datname = current_database()),
            array(select s.service_id from search_stamps s where s.changed_in >= seen_to
              union select s.service_id from search_stamps s where s.changed_in = any(finished)),
            exists(select from search_place_stamps p where p.changed_in >= seen_to or p.changed_in = any(finished)),
            exists(select from synonyms y where y.changed_in >= seen_to or y.changed_in = any(finished));
        end $$;
        """;

    /// <summary>Documents hold conditions and terms too, as they hold keywords.</summary>
    public const string Documents = """
        create or replace function write_search_document(written uuid) returns void language plpgsql as $$
        begin
          insert into search_documents (service_id, document, headline, body)
          select id, '', '', '' from care_services where id = written on conflict do nothing;
          perform 1 from search_documents where service_id = written for update;
          update search_documents d
          set document = setweight(to_tsvector('english', t.name), 'A') || setweight(to_tsvector('english', t.keywords), 'B')
              || setweight(to_tsvector('english', t.description), 'C') || setweight(to_tsvector('english', t.places), 'D'),
            headline = t.name || ' ' || t.keywords,
            body = t.description || ' ' || t.places
          from (
            select s.name, s.description, array_to_string(s.keywords || s.conditions || array(
              select term.name from service_terms has join taxonomy_terms term on term.id = has.term_id
              where has.service_id = s.id order by term.name), ' . ') keywords, o.name || ' ' || coalesce((
              select string_agg(site.name, ' . ' order by site.name)
              from service_sites at join sites site on site.id = at.site_id where at.service_id = s.id), '') places
            from care_services s join organisations o on o.id = s.provider_id where s.id = written) t
          where d.service_id = written;
        end $$;

        create or replace function keep_search_documents() returns trigger language plpgsql as $$
        begin
          case tg_table_name
            when 'care_services' then perform write_search_document(new.id);
            when 'service_sites', 'service_terms' then perform write_search_document(
              case tg_op when 'DELETE' then old.service_id else new.service_id end);
            when 'organisations' then perform write_search_document(s.id) from (
              select id from care_services where provider_id = new.id order by id) s;
            when 'sites' then perform write_search_document(s.service_id) from (
              select service_id from service_sites where site_id = new.id order by service_id) s;
            when 'taxonomy_terms' then perform write_search_document(s.service_id) from (
              select service_id from service_terms where term_id = new.id order by service_id) s;
          end case;
          return null;
        end $$;

        drop trigger search_document on care_services;
        create trigger search_document after insert or update of name, description, keywords, conditions, provider_id on care_services
          for each row execute function keep_search_documents();
        create trigger search_document after insert or delete on service_terms for each row execute function keep_search_documents();
        create trigger search_document after update of name on taxonomy_terms
          for each row when (old.name is distinct from new.name) execute function keep_search_documents();
        """;

    public const string Triggers = """
        create trigger stamp_search after insert or update or delete on care_services for each row execute function stamp_search_rows();
        create trigger stamp_search after insert or update or delete on service_sites for each row execute function stamp_search_rows();
        create trigger stamp_search after insert or update or delete on service_neighbourhoods for each row execute function stamp_search_rows();
        create trigger stamp_search after insert or update or delete on service_practices for each row execute function stamp_search_rows();
        create trigger stamp_search after insert or update or delete on service_terms for each row execute function stamp_search_rows();
        create trigger stamp_search after insert on capacity_reports for each row execute function stamp_search_rows();
        create trigger stamp_search after insert or update or delete on service_availability for each row execute function stamp_search_rows();
        create trigger stamp_search after insert or update or delete on search_documents for each row execute function stamp_search_rows();
        create trigger stamp_search after update on organisations for each row
          when ((old.name, old.ods_code) is distinct from (new.name, new.ods_code)) execute function stamp_search_rows();
        create trigger stamp_search after update on sites for each row when (
          (old.name, old.postcode, old.neighbourhood_code, old.latitude, old.longitude, old.accessibility)
          is distinct from (new.name, new.postcode, new.neighbourhood_code, new.latitude, new.longitude, new.accessibility))
          execute function stamp_search_rows();

        create trigger stamp_search_place after insert or update or delete or truncate on places
          for each statement execute function stamp_search_place();
        create trigger stamp_search_place after insert or update or delete or truncate on neighbourhoods
          for each statement execute function stamp_search_place();
        create trigger stamp_search_place after insert or update or delete or truncate on postcodes
          for each statement execute function stamp_search_place();
        """;

    public const string Drop = """
        drop trigger search_document on service_terms;
        drop trigger search_document on taxonomy_terms;
        drop function search_news(xid8, xid8[]);
        drop function stamp_search_place() cascade;
        drop function stamp_search_rows() cascade;
        drop function stamp_search(uuid[]);
        drop table search_stamps;
        drop table search_place_stamps;
        """;
}
