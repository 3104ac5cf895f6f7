namespace IntegratedCare.Scheduling.Migrations;

/// <summary>What notes that a claim changed, whoever writes to it.</summary>
internal static class NotedClaims
{
    // In place of the trigger that only marked the diary: one call, two rows. A booking that takes over its hold's time changes nothing that is free, nor
    // does a session that lasts longer: on update only what ends sooner, or is another time, is noted.
    public const string Triggers = """
        INSERT INTO swept_claim_changes (id, before) VALUES (1, '0');
        CREATE FUNCTION note_claim() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF tg_op = 'DELETE' THEN
                INSERT INTO diary_marks (kind, subject) VALUES ('resource', old.resource);
                INSERT INTO claim_changes (resource, starts_at) VALUES (old.resource, lower(old.during));
            ELSE
                INSERT INTO diary_marks (kind, subject) VALUES ('resource', new.resource);
                INSERT INTO claim_changes (resource, starts_at) VALUES (new.resource, lower(new.during));
            END IF;
            RETURN NULL;
        END $$;
        CREATE FUNCTION note_changed_claim() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            INSERT INTO claim_changes (resource, starts_at) VALUES (old.resource, lower(old.during)), (new.resource, lower(new.during));
            RETURN NULL;
        END $$;
        DROP TRIGGER mark_diary ON resource_claims;
        CREATE TRIGGER note_claim AFTER INSERT OR DELETE ON resource_claims FOR EACH ROW EXECUTE FUNCTION note_claim();
        CREATE TRIGGER note_changed_claim AFTER UPDATE ON resource_claims FOR EACH ROW
            WHEN ((old.resource, old.during) IS DISTINCT FROM (new.resource, new.during)
                OR coalesce(new.expires_at < coalesce(old.expires_at, 'infinity'), false))
            EXECUTE FUNCTION note_changed_claim();
        """;

    public const string Drop = """
        DROP TRIGGER note_changed_claim ON resource_claims;
        DROP TRIGGER note_claim ON resource_claims;
        CREATE TRIGGER mark_diary AFTER INSERT OR DELETE ON resource_claims FOR EACH ROW EXECUTE FUNCTION mark_resource();
        DROP FUNCTION note_changed_claim();
        DROP FUNCTION note_claim();
        """;
}
