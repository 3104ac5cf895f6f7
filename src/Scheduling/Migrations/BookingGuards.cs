namespace IntegratedCare.Scheduling.Migrations;

/// <summary>What the database holds about bookings whoever writes to it.</summary>
internal static class BookingGuards
{
    /// <summary>How a booking ended is never rewritten. Its encrypted texts may be encrypted anew, under another data key.</summary>
    public const string KeepClosedButForEncryption = """
        CREATE OR REPLACE FUNCTION keep_closed_bookings() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE
            encrypted constant text[] := array['nhs_number', 'family_name', 'given_name', 'date_of_birth', 'postcode', 'phone',
                'reason', 'communication_needs', 'cancellation_reason'];
        BEGIN
            IF tg_op = 'DELETE' THEN
                RAISE EXCEPTION 'no booking is removed' USING errcode = 'restrict_violation';
            END IF;
            IF old.status = 'Confirmed' THEN
                RETURN new;
            END IF;
            IF to_jsonb(new) - encrypted <> to_jsonb(old) - encrypted
                OR NOT same_or_encrypted_anew(old.nhs_number, new.nhs_number)
                OR NOT same_or_encrypted_anew(old.family_name, new.family_name)
                OR NOT same_or_encrypted_anew(old.given_name, new.given_name)
                OR NOT same_or_encrypted_anew(old.date_of_birth, new.date_of_birth)
                OR NOT same_or_encrypted_anew(old.postcode, new.postcode)
                OR NOT same_or_encrypted_anew(old.phone, new.phone)
                OR NOT same_or_encrypted_anew(old.reason, new.reason)
                OR NOT same_or_encrypted_anew(old.communication_needs, new.communication_needs)
                OR NOT same_or_encrypted_anew(old.cancellation_reason, new.cancellation_reason) THEN
                RAISE EXCEPTION 'closed bookings are never changed' USING errcode = 'restrict_violation';
            END IF;
            RETURN new;
        END $$
        """;

    /// <summary>As before; and a booking may be erased once: its person goes, everything else stays.</summary>
    public const string KeepClosedButForEncryptionAndErasure = """
        CREATE OR REPLACE FUNCTION keep_closed_bookings() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE
            encrypted constant text[] := array['nhs_number', 'family_name', 'given_name', 'date_of_birth', 'postcode', 'phone',
                'reason', 'communication_needs', 'cancellation_reason'];
        BEGIN
            IF tg_op = 'DELETE' THEN
                RAISE EXCEPTION 'no booking is removed' USING errcode = 'restrict_violation';
            END IF;
            IF old.erased_at IS NOT NULL THEN
                RAISE EXCEPTION 'erased bookings are never changed' USING errcode = 'restrict_violation';
            END IF;
            IF new.erased_at IS NOT NULL THEN
                IF to_jsonb(new) - encrypted - 'person_key' - 'erased_at' <> to_jsonb(old) - encrypted - 'person_key' - 'erased_at'
                    OR new.person_key = old.person_key THEN
                    RAISE EXCEPTION 'an erasure takes the person away and nothing else' USING errcode = 'restrict_violation';
                END IF;
                RETURN new;
            END IF;
            IF old.status = 'Confirmed' THEN
                RETURN new;
            END IF;
            IF to_jsonb(new) - encrypted <> to_jsonb(old) - encrypted
                OR NOT same_or_encrypted_anew(old.nhs_number, new.nhs_number)
                OR NOT same_or_encrypted_anew(old.family_name, new.family_name)
                OR NOT same_or_encrypted_anew(old.given_name, new.given_name)
                OR NOT same_or_encrypted_anew(old.date_of_birth, new.date_of_birth)
                OR NOT same_or_encrypted_anew(old.postcode, new.postcode)
                OR NOT same_or_encrypted_anew(old.phone, new.phone)
                OR NOT same_or_encrypted_anew(old.reason, new.reason)
                OR NOT same_or_encrypted_anew(old.communication_needs, new.communication_needs)
                OR NOT same_or_encrypted_anew(old.cancellation_reason, new.cancellation_reason) THEN
                RAISE EXCEPTION 'closed bookings are never changed' USING errcode = 'restrict_violation';
            END IF;
            RETURN new;
        END $$
        """;

    /// <summary>As before, with how the person is told of their bookings among what is encrypted.</summary>
    public static readonly string KeepClosedWithContact = WithContact(KeepClosedButForEncryptionAndErasure);

    /// <summary>As before; a booking whose person has arrived is open too, and why one was booked on top of another is encrypted.</summary>
    public static readonly string KeepClosedUntilSeen = KeepClosedWithContact
        .Replace("old.status = 'Confirmed'", "old.status IN ('Confirmed', 'Arrived')", StringComparison.Ordinal)
        .Replace("'cancellation_reason'", "'cancellation_reason', 'overbooking_reason'", StringComparison.Ordinal)
        .Replace("OR NOT same_or_encrypted_anew(old.cancellation_reason, new.cancellation_reason)",
            "OR NOT same_or_encrypted_anew(old.cancellation_reason, new.cancellation_reason)\n                OR NOT same_or_encrypted_anew(old.overbooking_reason, new.overbooking_reason)",
            StringComparison.Ordinal);

    /// <summary>Who broke the glass, when, for whom and for what kind of emergency is never rewritten, and no review is.</summary>
    public const string KeepGrants = """
        CREATE FUNCTION keep_break_glass_grants() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF tg_op = 'DELETE'
                OR (new.id, new.person_key, new.subject, new.session_id, new.role, new.organisation_code, new.category,
                    new.opened_at, new.expires_at, new.review_due_at)
                IS DISTINCT FROM (old.id, old.person_key, old.subject, old.session_id, old.role, old.organisation_code, old.category,
                    old.opened_at, old.expires_at, old.review_due_at)
                OR (old.ended_at IS NOT NULL AND new.ended_at IS DISTINCT FROM old.ended_at)
                OR (old.reviewed_at IS NOT NULL AND (new.outcome, new.reviewed_by_subject, new.reviewed_at)
                    IS DISTINCT FROM (old.outcome, old.reviewed_by_subject, old.reviewed_at))
                OR NOT same_or_encrypted_anew(old.reason, new.reason)
                OR (old.reviewed_at IS NOT NULL AND NOT same_or_encrypted_anew(old.review_note, new.review_note)) THEN
                RAISE EXCEPTION 'emergency accesses and their reviews stay as they were' USING errcode = 'restrict_violation';
            END IF;
            RETURN new;
        END $$;
        CREATE TRIGGER keep_break_glass_grants BEFORE UPDATE OR DELETE ON break_glass_grants
        FOR EACH ROW EXECUTE FUNCTION keep_break_glass_grants();
        """;

    /// <summary>The same guard over a table whose people have a contact too.</summary>
    internal static string WithContact(string guard)
    {
        const string phone = "OR NOT same_or_encrypted_anew(old.phone, new.phone)";
        return guard
            .Replace("'phone',", "'phone', 'contact',", StringComparison.Ordinal)
            .Replace(phone, $"{phone}\n        OR NOT same_or_encrypted_anew(old.contact, new.contact)", StringComparison.Ordinal);
    }
}
