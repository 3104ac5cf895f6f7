using Microsoft.EntityFrameworkCore.Migrations;

namespace IntegratedCare.Ledger.Migrations;

/// <summary>The rules of double entry, held by the database whoever writes to it.</summary>
internal static class JournalGuards
{
    public static void AddJournalGuards(this MigrationBuilder migration)
    {
        migration.Sql(EntryFollowsHead);
        migration.Sql(EntryBalances);
        migration.Sql(LinesFoldIntoDays);
        migration.Sql(OnlyThePostingMoves);
    }

    /// <summary>An entry takes the next number and names the last hash, and so becomes the last itself.</summary>
    private const string EntryFollowsHead = """
        CREATE FUNCTION journal_entry_follows() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            UPDATE journal_heads SET last_number = NEW.number, last_hash = NEW.hash
            WHERE fund_code = NEW.fund_code AND last_number = NEW.number - 1 AND last_hash = NEW.previous_hash;
            IF NOT FOUND THEN
                RAISE EXCEPTION 'journal entry % of fund % does not follow the last one', NEW.number, NEW.fund_code
                    USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN NEW;
        END $$;

        CREATE TRIGGER journal_entry_follows BEFORE INSERT ON journal_entries
            FOR EACH ROW EXECUTE FUNCTION journal_entry_follows();
        """;

    /// <summary>
    /// At commit an entry has all its lines and no other, and its debits equal its credits. Lines are checked too: a pair
    /// added to an entry of yesterday would balance and still falsify it.
    /// </summary>
    private const string EntryBalances = """
        CREATE FUNCTION journal_entry_balances(of_fund text, of_number bigint) RETURNS void LANGUAGE plpgsql AS $$
        DECLARE
            expected int := (SELECT line_count FROM journal_entries WHERE fund_code = of_fund AND number = of_number);
            found record;
        BEGIN
            SELECT count(*) AS lines,
                coalesce(sum(amount_pence) FILTER (WHERE side = 'Debit'), 0) AS debits,
                coalesce(sum(amount_pence) FILTER (WHERE side = 'Credit'), 0) AS credits
            INTO found FROM journal_lines WHERE fund_code = of_fund AND entry_number = of_number;
            IF found.lines <> expected OR found.debits <> found.credits THEN
                RAISE EXCEPTION 'journal entry % of fund % does not balance: % of % lines, debits %, credits %',
                    of_number, of_fund, found.lines, expected, found.debits, found.credits USING ERRCODE = 'check_violation';
            END IF;
        END $$;

        CREATE FUNCTION journal_entry_checked() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            PERFORM journal_entry_balances(NEW.fund_code, NEW.number);
            RETURN NULL;
        END $$;

        CREATE FUNCTION journal_line_checked() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            PERFORM journal_entry_balances(NEW.fund_code, NEW.entry_number);
            RETURN NULL;
        END $$;

        CREATE CONSTRAINT TRIGGER journal_entry_balances AFTER INSERT ON journal_entries
            DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION journal_entry_checked();
        CREATE CONSTRAINT TRIGGER journal_line_balances AFTER INSERT ON journal_lines
            DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION journal_line_checked();
        """;

    private const string LinesFoldIntoDays = """
        CREATE FUNCTION journal_line_folds() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            INSERT INTO account_days AS day (fund_code, account, effective_on, debits_pence, credits_pence)
            SELECT NEW.fund_code, NEW.account, entry.effective_on,
                CASE NEW.side WHEN 'Debit' THEN NEW.amount_pence ELSE 0 END,
                CASE NEW.side WHEN 'Credit' THEN NEW.amount_pence ELSE 0 END
            FROM journal_entries entry WHERE entry.fund_code = NEW.fund_code AND entry.number = NEW.entry_number
            ON CONFLICT (fund_code, account, effective_on) DO UPDATE SET
                debits_pence = day.debits_pence + excluded.debits_pence,
                credits_pence = day.credits_pence + excluded.credits_pence;
            RETURN NULL;
        END $$;

        CREATE TRIGGER journal_line_folds AFTER INSERT ON journal_lines
            FOR EACH ROW EXECUTE FUNCTION journal_line_folds();
        """;

    /// <summary>
    /// Heads and day sums change only from within the triggers above (depth 2), never by a statement of their own; a new head
    /// stands before its first entry.
    /// </summary>
    private const string OnlyThePostingMoves = """
        CREATE FUNCTION only_postings_move_this() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP IN ('INSERT', 'UPDATE') AND pg_trigger_depth() > 1 THEN RETURN NEW; END IF;
            IF TG_OP = 'INSERT' AND TG_TABLE_NAME = 'journal_heads' THEN
                IF NEW.last_number = 0 AND NEW.last_hash = decode(repeat('00', 32), 'hex') THEN RETURN NEW; END IF;
            END IF;
            RAISE EXCEPTION '% follows the journal and cannot be changed by itself', TG_TABLE_NAME
                USING ERRCODE = 'insufficient_privilege';
        END $$;

        CREATE TRIGGER only_postings_move_heads BEFORE INSERT OR UPDATE OR DELETE ON journal_heads
            FOR EACH ROW EXECUTE FUNCTION only_postings_move_this();
        CREATE TRIGGER nothing_empties_heads BEFORE TRUNCATE ON journal_heads
            FOR EACH STATEMENT EXECUTE FUNCTION only_postings_move_this();
        CREATE TRIGGER only_postings_move_days BEFORE INSERT OR UPDATE OR DELETE ON account_days
            FOR EACH ROW EXECUTE FUNCTION only_postings_move_this();
        CREATE TRIGGER nothing_empties_days BEFORE TRUNCATE ON account_days
            FOR EACH STATEMENT EXECUTE FUNCTION only_postings_move_this();
        """;
}
