namespace IntegratedCare.Scheduling.Migrations;

/// <summary>What raises the rota's version, whoever writes to it.</summary>
internal static class RotaVersions
{
    public const string Triggers = """
        INSERT INTO rota_version (id, version) VALUES (1, 1);
        CREATE FUNCTION raise_rota_version() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            UPDATE rota_version SET version = version + 1;
            RETURN NULL;
        END $$;
        CREATE TRIGGER raise_rota_version AFTER INSERT OR UPDATE OR DELETE ON teams EXECUTE FUNCTION raise_rota_version();
        CREATE TRIGGER raise_rota_version AFTER INSERT OR UPDATE OR DELETE ON team_members EXECUTE FUNCTION raise_rota_version();
        CREATE TRIGGER raise_rota_version AFTER INSERT OR UPDATE OR DELETE ON team_offers EXECUTE FUNCTION raise_rota_version();
        CREATE TRIGGER raise_rota_version AFTER INSERT OR UPDATE OR DELETE ON working_patterns EXECUTE FUNCTION raise_rota_version();
        CREATE TRIGGER raise_rota_version AFTER INSERT OR UPDATE OR DELETE ON resources EXECUTE FUNCTION raise_rota_version();
        CREATE TRIGGER raise_rota_version AFTER INSERT OR UPDATE OR DELETE ON resource_hours EXECUTE FUNCTION raise_rota_version();
        CREATE TRIGGER raise_rota_version AFTER INSERT OR UPDATE OR DELETE ON absences EXECUTE FUNCTION raise_rota_version();
        CREATE TRIGGER raise_rota_version AFTER INSERT OR UPDATE OR DELETE ON place_settings EXECUTE FUNCTION raise_rota_version();
        """;

    public const string Drop = """
        DROP TRIGGER raise_rota_version ON place_settings;
        DROP TRIGGER raise_rota_version ON absences;
        DROP TRIGGER raise_rota_version ON resource_hours;
        DROP TRIGGER raise_rota_version ON resources;
        DROP TRIGGER raise_rota_version ON working_patterns;
        DROP TRIGGER raise_rota_version ON team_offers;
        DROP TRIGGER raise_rota_version ON team_members;
        DROP TRIGGER raise_rota_version ON teams;
        DROP FUNCTION raise_rota_version();
        """;
}
