namespace IntegratedCare.Scheduling.Migrations;

/// <summary>What marks the diary as changed, whoever writes to it.</summary>
internal static class DiaryMarks
{
    // A booking that takes over its hold's time changes nothing that is free: claims are never marked on update.
    public const string Triggers = """
        CREATE FUNCTION mark_diary() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE
            changed jsonb := to_jsonb(CASE tg_op WHEN 'DELETE' THEN old ELSE new END);
        BEGIN
            INSERT INTO diary_marks (kind, subject) VALUES (tg_argv[0], (changed ->> tg_argv[1])::uuid);
            RETURN NULL;
        END $$;
        CREATE FUNCTION mark_resource() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            INSERT INTO diary_marks (kind, subject) VALUES ('resource', CASE tg_op WHEN 'DELETE' THEN old.resource ELSE new.resource END);
            RETURN NULL;
        END $$;
        CREATE TRIGGER mark_diary AFTER INSERT OR DELETE ON resource_claims FOR EACH ROW EXECUTE FUNCTION mark_resource();
        CREATE TRIGGER mark_diary AFTER INSERT OR UPDATE OR DELETE ON working_patterns
            FOR EACH ROW EXECUTE FUNCTION mark_diary('team', 'team_id');
        CREATE TRIGGER mark_diary AFTER INSERT OR UPDATE OR DELETE ON team_offers
            FOR EACH ROW EXECUTE FUNCTION mark_diary('service', 'service');
        CREATE TRIGGER mark_diary AFTER UPDATE OF neighbourhood_codes ON teams
            FOR EACH ROW WHEN (old.neighbourhood_codes IS DISTINCT FROM new.neighbourhood_codes) EXECUTE FUNCTION mark_diary('team', 'id');
        CREATE TRIGGER mark_diary AFTER INSERT OR UPDATE OF name, bookable, is_open, is_restricted ON care_services
            FOR EACH ROW EXECUTE FUNCTION mark_diary('service', 'id');
        CREATE TRIGGER mark_diary AFTER INSERT OR UPDATE OF booking_horizon_days ON place_settings
            FOR EACH ROW EXECUTE FUNCTION mark_diary('place', 'none');
        INSERT INTO diary_marks (kind) VALUES ('place');
        """;

    /// <summary>The directory's word, too, that a service is restricted changes what is free.</summary>
    public const string WithRestrictedInDirectory = """
        CREATE OR REPLACE TRIGGER mark_diary AFTER INSERT OR UPDATE OF name, bookable, is_open, is_restricted, is_restricted_in_directory ON care_services
            FOR EACH ROW EXECUTE FUNCTION mark_diary('service', 'id');
        """;

    public const string WithoutRestrictedInDirectory = """
        CREATE OR REPLACE TRIGGER mark_diary AFTER INSERT OR UPDATE OF name, bookable, is_open, is_restricted ON care_services
            FOR EACH ROW EXECUTE FUNCTION mark_diary('service', 'id');
        """;

    public const string Drop = """
        DROP TRIGGER mark_diary ON place_settings;
        DROP TRIGGER mark_diary ON care_services;
        DROP TRIGGER mark_diary ON teams;
        DROP TRIGGER mark_diary ON team_offers;
        DROP TRIGGER mark_diary ON working_patterns;
        DROP TRIGGER mark_diary ON resource_claims;
        DROP FUNCTION mark_resource();
        DROP FUNCTION mark_diary();
        """;
}
