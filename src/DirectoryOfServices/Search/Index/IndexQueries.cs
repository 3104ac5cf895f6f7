namespace IntegratedCare.DirectoryOfServices.Search.Index;

/// <summary>What the index asks the database.</summary>
internal static class IndexQueries
{
    public const string News = "select snapshot, epoch, services, place_changed, synonyms_changed from search_news($1, $2)";

    public const string Stems = "select word, (tsvector_to_array(to_tsvector('english', word)))[1] from unnest($1) word";

    public const string ServicesNamed = Services + " where s.id = any($1)";

    /// <summary>The next so many services after an id.</summary>
    public const string ServicesAfter = Services + " where s.id > $1 order by s.id limit $2";

    public const string Neighbourhoods = "select code from neighbourhoods order by code";

    public const string Postcodes = "select postcode, latitude, longitude, neighbourhood_code from postcodes";

    public const string BankHolidays = "select (holiday ->> 'date')::date from places, jsonb_array_elements(bank_holidays) holiday";

    public const string Synonyms = "select phrase, meanings, both_ways from synonyms where removed_at is null order by phrase, id";

    public const string IsTerm = "select exists(select from taxonomy_terms where id = $1)";

    /// <summary>Those of the services in which a phrase stands word for word.</summary>
    public const string PhraseHolders =
        "select service_id from search_documents where service_id = any($2) and document @@ phraseto_tsquery('english', $1)";

    /// <summary>A word of the directory that has the stem, as it is written there.</summary>
    public const string Spelt = """
        select (regexp_match(
          ts_headline('english', headline || ' ' || body, stem, 'StartSel=<,StopSel=>,MaxWords=2,MinWords=1,HighlightAll=false'), '<([^<>]+)>'))[1]
        from search_documents, plainto_tsquery('simple', $1) stem where document @@ stem limit 1
        """;

    /// <summary>Stamps that every replica has seen long ago.</summary>
    public const string Prune = """
        with old as (delete from search_stamps where stamped_at < now() - $1)
        delete from search_place_stamps where stamped_at < now() - $1
        """;

    // Columns by number in IndexRow.
    private const string Services = """
        select s.id, s.name, s.category, s.status, s.is_restricted, s.bookable, s.delivery, s.languages, s.interpreting,
          s.minimum_age_years, s.maximum_age_years, s.eligible_sex, s.assured_on, s.is_demonstration,
          s.opening_hours::text, s.opening_exceptions::text, s.on_bank_holidays,
          o.id, o.name, o.ods_code, tsvectorsend(d.document),
          array(select n.neighbourhood_code from service_neighbourhoods n where n.service_id = s.id),
          array(select unnest(array_remove(array[p.practice_id::text, q.ods_code], null))
            from service_practices p join organisations q on q.id = p.practice_id where p.service_id = s.id),
          array(with recursive terms as (
              select t.term_id id from service_terms t where t.service_id = s.id
              union select term.parent_id from terms join taxonomy_terms term on term.id = terms.id where term.parent_id is not null)
            select id::text from terms),
          (select json_agg(json_build_array(site.id, site.name, site.postcode, site.neighbourhood_code, site.latitude, site.longitude, site.accessibility)
              order by site.name, site.id)::text
            from service_sites at join sites site on site.id = at.site_id where at.service_id = s.id),
          r.status, r.reported_at, r.expires_at, r.role, r.organisation_code,
          a.exhausted, a.said_at, a.starts_at, a.starts::text, s.catchment_districts
        from care_services s
        join organisations o on o.id = s.provider_id
        join search_documents d on d.service_id = s.id
        left join service_availability a on a.service_id = s.id
        left join lateral (
          select c.status, c.reported_at, c.expires_at, c.role, c.organisation_code from capacity_reports c where c.service_id = s.id
          order by c.reported_at desc, c.id desc limit 1) r on true
        """;
}
