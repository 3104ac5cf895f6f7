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
}
