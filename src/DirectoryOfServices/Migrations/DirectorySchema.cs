namespace IntegratedCare.DirectoryOfServices.Migrations;

/// <summary>What the model cannot say: the functions of the search, the triggers that keep its documents, the one place.</summary>
internal static class DirectorySchema
{
    public const string OnePlace = "create unique index ux_places_one on places ((true))";

    public const string Functions = """
        create function metres_between(
          latitude double precision, longitude double precision,
          other_latitude double precision, other_longitude double precision)
        returns double precision language sql immutable strict parallel safe as $$
          select 2 * 6371008.8 * asin(least(1, sqrt(
            sin(radians(other_latitude - latitude) / 2) ^ 2
            + cos(radians(latitude)) * cos(radians(other_latitude)) * sin(radians(other_longitude - longitude) / 2) ^ 2)))
        $$;

        -- The mean over the words that mean something of how nearly each one stands in the text; below 0.3 it is chance.
        create function likeness(words text[], headline text, body text)
        returns double precision language sql immutable strict parallel safe as $$
          select coalesce(avg(case when nearness < 0.3 then 0 else nearness end), 0) from (
            select greatest(strict_word_similarity(word, headline), 0.7 * strict_word_similarity(word, body)) nearness
            from unnest(words) word where to_tsvector('english', word) <> ''::tsvector) each_word
        $$;
        """;

    // The document's row is locked before anything is read: of two changes at once the later one reads what the earlier one wrote.
    public const string Documents = """
        create function write_search_document(written uuid) returns void language plpgsql as $$
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
            select s.name, s.description, array_to_string(s.keywords, ' . ') keywords, o.name || ' ' || coalesce((
              select string_agg(site.name, ' . ' order by site.name)
              from service_sites at join sites site on site.id = at.site_id where at.service_id = s.id), '') places
            from care_services s join organisations o on o.id = s.provider_id where s.id = written) t
          where d.service_id = written;
        end $$;

        create function keep_search_documents() returns trigger language plpgsql as $$
        begin
          case tg_table_name
            when 'care_services' then perform write_search_document(new.id);
            when 'service_sites' then perform write_search_document(
              case tg_op when 'DELETE' then old.service_id else new.service_id end);
            when 'organisations' then perform write_search_document(s.id) from (
              select id from care_services where provider_id = new.id order by id) s;
            when 'sites' then perform write_search_document(s.service_id) from (
              select service_id from service_sites where site_id = new.id order by service_id) s;
          end case;
          return null;
        end $$;

        create trigger search_document after insert or update of name, description, keywords, provider_id on care_services
          for each row execute function keep_search_documents();
        create trigger search_document after insert or delete on service_sites
          for each row execute function keep_search_documents();
        create trigger search_document after update of name on organisations
          for each row when (old.name is distinct from new.name) execute function keep_search_documents();
        create trigger search_document after update of name on sites
          for each row when (old.name is distinct from new.name) execute function keep_search_documents();
        """;

    public const string Drop = """
        drop function keep_search_documents();
        drop function write_search_document(uuid);
        drop function likeness(text[], text, text);
        drop function metres_between(double precision, double precision, double precision, double precision);
        """;
}
