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

    /// <summary>Marks where somebody is absent, a group session fills, or skills, shared resources or bank holidays change.</summary>
    // Which teams a resource was shared with before is not in the row any more: the whole place is looked at, a few times a year.
    public const string SharedDiaryTriggers = """
        CREATE FUNCTION mark_session() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            INSERT INTO diary_marks (kind, subject) SELECT 'service', s.service FROM group_sessions s
            WHERE s.id = CASE tg_op WHEN 'DELETE' THEN old.session ELSE new.session END;
            RETURN NULL;
        END $$;
        CREATE TRIGGER mark_diary AFTER INSERT OR DELETE ON group_places FOR EACH ROW EXECUTE FUNCTION mark_session();
        CREATE TRIGGER mark_diary AFTER INSERT OR UPDATE OR DELETE ON absences FOR EACH ROW EXECUTE FUNCTION mark_resource();
        CREATE TRIGGER mark_diary AFTER INSERT OR UPDATE OF is_active, skills OR DELETE ON team_members
            FOR EACH ROW EXECUTE FUNCTION mark_diary('team', 'team_id');
        CREATE TRIGGER mark_diary AFTER INSERT OR UPDATE OR DELETE ON resources FOR EACH ROW EXECUTE FUNCTION mark_diary('place', 'none');
        CREATE TRIGGER mark_diary AFTER INSERT OR UPDATE OR DELETE ON resource_hours FOR EACH ROW EXECUTE FUNCTION mark_diary('place', 'none');
        CREATE TRIGGER mark_bank_holidays AFTER UPDATE ON place_settings
            FOR EACH ROW WHEN (old.bank_holidays IS DISTINCT FROM new.bank_holidays) EXECUTE FUNCTION mark_diary('place', 'none');
        """;

    public const string SharedDiaryDrop = """
        DROP TRIGGER mark_bank_holidays ON place_settings;
        DROP TRIGGER mark_diary ON resource_hours;
        DROP TRIGGER mark_diary ON resources;
        DROP TRIGGER mark_diary ON team_members;
        DROP TRIGGER mark_diary ON absences;
        DROP TRIGGER mark_diary ON group_places;
        DROP FUNCTION mark_session();
        """;
}
