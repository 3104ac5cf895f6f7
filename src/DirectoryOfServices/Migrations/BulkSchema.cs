namespace IntegratedCare.DirectoryOfServices.Migrations;

/// <summary>Work that writes many services at once says so (<c>set local directory.in_bulk = 'on'</c>) and tells the search of them itself, once for each.</summary>
/// <remarks>Otherwise each row of each table would have the service's document written anew.</remarks>
internal static class BulkSchema
{
    private const string Of = """
        select t.tgname as name, t.tgrelid::regclass::text as relation, pg_get_triggerdef(t.oid) as definition from pg_trigger t
        where not t.tgisinternal and t.tgname in ('search_document', 'stamp_search')
          and t.tgrelid in ('care_services'::regclass, 'service_sites'::regclass, 'service_neighbourhoods'::regclass,
            'service_practices'::regclass, 'service_terms'::regclass, 'search_documents'::regclass)
        """;

    public const string Spare = $"""
        do $$
        declare one record;
        begin
          for one in {Of} and t.tgqual is null loop
            execute format('drop trigger %I on %s', one.name, one.relation);
            execute replace(one.definition, ' EXECUTE FUNCTION ',
              ' WHEN (coalesce(current_setting(''directory.in_bulk'', true), '''') <> ''on'') EXECUTE FUNCTION ');
          end loop;
        end $$
        """;

    public const string SpareNothing = $"""
        do $$
        declare one record;
        begin
          for one in {Of} and t.tgqual is not null loop
            execute format('drop trigger %I on %s', one.name, one.relation);
            execute regexp_replace(one.definition, ' WHEN \(.*\) EXECUTE FUNCTION ', ' EXECUTE FUNCTION ');
          end loop;
        end $$
        """;
}
