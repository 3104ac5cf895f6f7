using Microsoft.EntityFrameworkCore.Migrations;

namespace IntegratedCare.Ledger.Migrations;

/// <summary>What a match of a bank line means, held by the database whoever writes to it.</summary>
internal static class BankGuards
{
    public static void AddBankGuards(this MigrationBuilder migration)
    {
        migration.Sql(MatchesAreTrue);
        migration.Sql(MatchesStay);
    }

    /// <summary>A match has the cash of its entry, and those of a line add to what the bank booked.</summary>
    private const string MatchesAreTrue = """
        CREATE FUNCTION bank_match_is_true() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE
            cash bigint := (SELECT sum(line.pence)
                FROM journal_entries AS entry, unnest(entry.accounts, entry.amounts_pence) AS line (account, pence)
                WHERE entry.fund_code = NEW.fund_code AND entry.number = NEW.entry_number AND line.account = 'receipts');
        BEGIN
            IF cash IS DISTINCT FROM NEW.amount_pence THEN
                RAISE EXCEPTION 'entry % of fund % moves another sum of cash', NEW.entry_number, NEW.fund_code USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        END $$;

        CREATE TRIGGER bank_match_is_true BEFORE INSERT ON bank_matches FOR EACH ROW EXECUTE FUNCTION bank_match_is_true();

        CREATE FUNCTION bank_line_is_whole() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE
            matched bigint := (SELECT sum(amount_pence) FROM bank_matches
                WHERE fund_code = NEW.fund_code AND line_number = NEW.line_number AND undone_at IS NULL);
        BEGIN
            IF matched <> (SELECT amount_pence FROM bank_lines WHERE fund_code = NEW.fund_code AND number = NEW.line_number) THEN
                RAISE EXCEPTION 'bank line % of fund % is matched with another sum', NEW.line_number, NEW.fund_code USING ERRCODE = 'check_violation';
            END IF;
            RETURN NULL;
        END $$;

        CREATE CONSTRAINT TRIGGER bank_line_is_whole AFTER INSERT OR UPDATE ON bank_matches
            DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION bank_line_is_whole();
        """;

    /// <summary>A match is undone once and otherwise stays as it was made.</summary>
    private const string MatchesStay = """
        CREATE FUNCTION bank_match_stays() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'UPDATE' THEN
                IF OLD.undone_at IS NULL AND (to_jsonb(NEW) - '{undone_at,undone_by,undone_reason}'::text[])
                    = (to_jsonb(OLD) - '{undone_at,undone_by,undone_reason}'::text[]) THEN RETURN NEW; END IF;
            END IF;
            RAISE EXCEPTION 'a match of a bank line is undone once and never changed or removed' USING ERRCODE = 'restrict_violation';
        END $$;

        CREATE TRIGGER bank_match_stays BEFORE UPDATE OR DELETE ON bank_matches FOR EACH ROW EXECUTE FUNCTION bank_match_stays();
        CREATE TRIGGER bank_matches_stay BEFORE TRUNCATE ON bank_matches FOR EACH STATEMENT EXECUTE FUNCTION bank_match_stays();
        """;
}
