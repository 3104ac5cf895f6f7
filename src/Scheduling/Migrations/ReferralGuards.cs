namespace IntegratedCare.Scheduling.Migrations;

/// <summary>What the database holds about referrals whoever writes to it.</summary>
internal static class ReferralGuards
{
    /// <summary>
    /// How a referral ended is never rewritten: that its referrer saw it may be noted once, its texts may be encrypted anew, and its person may be erased once.
    /// </summary>
    public const string KeepClosedReferrals = """
        CREATE FUNCTION keep_closed_referrals() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE
            encrypted constant text[] := array['nhs_number', 'family_name', 'given_name', 'date_of_birth', 'postcode', 'phone',
                'reason', 'communication_needs', 'needs', 'advice', 'withdrawal_reason'];
            noted constant text[] := array['outcome_seen_at', 'sequence'];
        BEGIN
            IF tg_op = 'DELETE' THEN
                RAISE EXCEPTION 'no referral is removed' USING errcode = 'restrict_violation';
            END IF;
            IF old.erased_at IS NOT NULL THEN
                RAISE EXCEPTION 'erased referrals are never changed' USING errcode = 'restrict_violation';
            END IF;
            IF (new.id, new.reference, new.kind, new.service, new.received_at, new.due_by, new.priority)
                IS DISTINCT FROM (old.id, old.reference, old.kind, old.service, old.received_at, old.due_by, old.priority) THEN
                RAISE EXCEPTION 'what was asked for stays as it was' USING errcode = 'restrict_violation';
            END IF;
            IF new.erased_at IS NOT NULL THEN
                IF to_jsonb(new) - encrypted - 'person_key' - 'erased_at' <> to_jsonb(old) - encrypted - 'person_key' - 'erased_at'
                    OR new.person_key = old.person_key THEN
                    RAISE EXCEPTION 'an erasure takes the person away and nothing else' USING errcode = 'restrict_violation';
                END IF;
                RETURN new;
            END IF;
            IF old.closed_at IS NULL THEN
                RETURN new;
            END IF;
            IF to_jsonb(new) - encrypted - noted <> to_jsonb(old) - encrypted - noted
                OR (old.outcome_seen_at IS NOT NULL AND (new.outcome_seen_at, new.sequence) IS DISTINCT FROM (old.outcome_seen_at, old.sequence))
                OR NOT same_or_encrypted_anew(old.nhs_number, new.nhs_number)
                OR NOT same_or_encrypted_anew(old.family_name, new.family_name)
                OR NOT same_or_encrypted_anew(old.given_name, new.given_name)
                OR NOT same_or_encrypted_anew(old.date_of_birth, new.date_of_birth)
                OR NOT same_or_encrypted_anew(old.postcode, new.postcode)
                OR NOT same_or_encrypted_anew(old.phone, new.phone)
                OR NOT same_or_encrypted_anew(old.reason, new.reason)
                OR NOT same_or_encrypted_anew(old.communication_needs, new.communication_needs)
                OR NOT same_or_encrypted_anew(old.needs, new.needs)
                OR NOT same_or_encrypted_anew(old.advice, new.advice)
                OR NOT same_or_encrypted_anew(old.withdrawal_reason, new.withdrawal_reason) THEN
                RAISE EXCEPTION 'closed referrals are never changed' USING errcode = 'restrict_violation';
            END IF;
            RETURN new;
        END $$;
        CREATE TRIGGER keep_closed_referrals BEFORE UPDATE OR DELETE ON service_requests
        FOR EACH ROW EXECUTE FUNCTION keep_closed_referrals();
        """;

    /// <summary>As before, with how the person is told among what is encrypted. The trigger stands already.</summary>
    public static readonly string KeepClosedWithContact = BookingGuards.WithContact(KeepClosedAlone);

    /// <summary>The guard without its trigger, over the one that stands.</summary>
    internal static string KeepClosedAlone => KeepClosedReferrals[..KeepClosedReferrals.IndexOf("CREATE TRIGGER", StringComparison.Ordinal)]
        .Replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", StringComparison.Ordinal);
}
