namespace IntegratedCare.Scheduling.Migrations;

/// <summary>What the database holds about messages whoever writes to them.</summary>
internal static class MessageGuards
{
    /// <summary>
    /// What a message tells of never changes, none is removed, only a waiting one is claimed, and one that has come to its end stays as it is: what was
    /// sent is never sent again.
    /// </summary>
    public const string KeepEndedMessages = """
        CREATE FUNCTION keep_ended_messages() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF tg_op = 'DELETE' THEN
                RAISE EXCEPTION 'no message is removed' USING errcode = 'restrict_violation';
            END IF;
            IF (new.id, new.booking, new.kind, new.booking_sequence, new.channel, new.created_at)
                IS DISTINCT FROM (old.id, old.booking, old.kind, old.booking_sequence, old.channel, old.created_at) THEN
                RAISE EXCEPTION 'what a message tells of stays as it was' USING errcode = 'restrict_violation';
            END IF;
            IF old.state IN ('Sent', 'Printed', 'Settled', 'Obsolete') AND new IS DISTINCT FROM old THEN
                RAISE EXCEPTION 'messages that have come to their end are never changed' USING errcode = 'restrict_violation';
            END IF;
            IF new.state = 'Claimed' AND old.state <> 'Waiting' AND new.claim IS DISTINCT FROM old.claim THEN
                RAISE EXCEPTION 'only a waiting message is claimed' USING errcode = 'restrict_violation';
            END IF;
            RETURN new;
        END $$;
        CREATE TRIGGER keep_ended_messages BEFORE UPDATE OR DELETE ON messages
        FOR EACH ROW EXECUTE FUNCTION keep_ended_messages();
        """;

    /// <summary>What a letter has replaced has come to its end too.</summary>
    public const string KeepReplacedMessages = """
        CREATE FUNCTION keep_replaced_messages() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF new IS DISTINCT FROM old THEN
                RAISE EXCEPTION 'messages that have come to their end are never changed' USING errcode = 'restrict_violation';
            END IF;
            RETURN new;
        END $$;
        CREATE TRIGGER keep_replaced_messages BEFORE UPDATE ON messages
        FOR EACH ROW WHEN (old.state = 'Replaced') EXECUTE FUNCTION keep_replaced_messages();
        """;

    public const string DropKeepReplacedMessages = """
        DROP TRIGGER keep_replaced_messages ON messages;
        DROP FUNCTION keep_replaced_messages();
        """;
}
