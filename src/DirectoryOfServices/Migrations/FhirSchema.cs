namespace IntegratedCare.DirectoryOfServices.Migrations;

/// <summary>What FHIR asks of the database: contacts and connection points of services under ids of their own, and names found by how they start.</summary>
internal static class FhirSchema
{
    // The id follows from what the part is called and is, and from which of several alike it is: a new telephone number or address leaves it.
    public const string Parts = """
        create function write_service_parts() returns trigger language plpgsql as $$
        begin
          delete from service_contacts where service_id = new.id;
          insert into service_contacts (id, service_id, position, role)
          select derived_uuid(new.id, convert_to(concat_ws(e'\x1f', 'fhir-contact', name, role, department,
              row_number() over (partition by name, role, department order by position)), 'UTF8')),
            new.id, position, nullif(concat_ws(', ', nullif(trim(role), ''), nullif(trim(department), '')), '')
          from (select position, coalesce(value->>'name', '') as name, coalesce(value->>'role', '') as role,
              coalesce(value->>'department', '') as department
            from jsonb_array_elements(new.contacts) with ordinality each(value, position)) contact;

          delete from service_endpoints where service_id = new.id;
          insert into service_endpoints (id, service_id, position, type)
          select derived_uuid(new.id, convert_to(concat_ws(e'\x1f', 'fhir-endpoint', type, name,
              row_number() over (partition by type, name order by position)), 'UTF8')),
            new.id, position, type
          from (select position, value->>'type' as type, coalesce(value->>'name', '') as name
            from jsonb_array_elements(new.connection_points) with ordinality each(value, position)) point;
          return null;
        end $$;

        create trigger service_parts after insert or update of contacts, connection_points on care_services
          for each row execute function write_service_parts();
        """;

    // Records that stand already get their parts by the trigger.
    public const string StandingParts = """
        update care_services set contacts = contacts where contacts <> '[]' or connection_points <> '[]'
        """;

    public const string DropParts = "drop trigger service_parts on care_services; drop function write_service_parts()";

    public const string Names = """
        create index ix_care_services_name_start on care_services (lower(name) text_pattern_ops);
        create index ix_sites_name_start on sites (lower(name) text_pattern_ops);
        create index ix_organisations_name_start on organisations (lower(name) text_pattern_ops);
        """;

    // A word in the middle of a name, among hundreds of thousands.
    public const string NameParts = "create index ix_care_services_name_parts on care_services using gin (lower(name) gin_trgm_ops)";

    public const string DropNameParts = "drop index ix_care_services_name_parts";

    public const string DropNames = """
        drop index ix_care_services_name_start; drop index ix_sites_name_start; drop index ix_organisations_name_start
        """;
}
