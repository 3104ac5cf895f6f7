using Microsoft.EntityFrameworkCore.Migrations;

namespace IntegratedCare.Ledger.Migrations;

/// <summary>Lines move into their entries, sums gain the day of the posting, and the guards look at all the entries of a statement at once.</summary>
internal static class WholeEntries
{
    /// <summary>Before the columns change: what a check needs, and entries open for a moment to the migration alone.</summary>
    public static void OpenEntries(this MigrationBuilder migration)
    {
        migration.Sql(AmountsBalance);
        migration.Sql("ALTER TABLE journal_entries DISABLE TRIGGER USER; ALTER TABLE account_days DISABLE TRIGGER USER; ALTER TABLE journal_heads DISABLE TRIGGER USER");
    }

    /// <summary>Between old columns and new ones: every line that was posted, in its entry.</summary>
    public static void TakeLinesIntoEntries(this MigrationBuilder migration)
    {
        migration.Sql("""
            UPDATE journal_entries AS entry SET accounts = lines.accounts, amounts_pence = lines.amounts
            FROM (SELECT fund_code, entry_number, array_agg(account ORDER BY position) AS accounts,
                    array_agg(CASE side WHEN 'Debit' THEN amount_pence ELSE -amount_pence END ORDER BY position) AS amounts
                FROM journal_lines GROUP BY fund_code, entry_number) AS lines
            WHERE lines.fund_code = entry.fund_code AND lines.entry_number = entry.number
            """);
        migration.Sql("UPDATE journal_heads SET last_posted_at = (SELECT max(posted_at) FROM journal_entries AS entry WHERE entry.fund_code = journal_heads.fund_code)");
        migration.Sql("DELETE FROM account_days");
    }

    /// <summary>At the end: the sums anew from the entries, and the guards.</summary>
    public static void GuardWholeEntries(this MigrationBuilder migration)
    {
        migration.Sql("""
            DROP TRIGGER journal_entry_follows ON journal_entries;
            DROP TRIGGER journal_entry_balances ON journal_entries;
            DROP FUNCTION journal_entry_follows, journal_entry_checked, journal_line_checked, journal_line_folds, journal_entry_balances;
            """);
        migration.Sql($"""
            INSERT INTO account_days (fund_code, account, effective_on, posted_on, debits_pence, credits_pence) {DaysOf("journal_entries")};
            INSERT INTO account_balances (fund_code, account, debits_pence, credits_pence) {BalancesOf("journal_entries")};
            """);
        migration.Sql(EntriesFollow);
        migration.Sql(OnlyThePostingMoves);
        migration.Sql("ALTER TABLE journal_entries ENABLE TRIGGER USER; ALTER TABLE account_days ENABLE TRIGGER USER; ALTER TABLE journal_heads ENABLE TRIGGER USER");
    }

    private const string AmountsBalance = """
        CREATE FUNCTION journal_amounts_balance(amounts bigint[]) RETURNS boolean LANGUAGE sql IMMUTABLE AS
            'SELECT coalesce(sum(amount), 1) = 0 FROM unnest(amounts) AS amount'
        """;

    private static string DaysOf(string entries) => $"""
        SELECT entry.fund_code, line.account, entry.effective_on, (entry.posted_at AT TIME ZONE 'Europe/London')::date,
            sum(greatest(line.pence, 0)), sum(greatest(-line.pence, 0))
        FROM {entries} AS entry, unnest(entry.accounts, entry.amounts_pence) AS line (account, pence)
        GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
        """;

    private static string BalancesOf(string entries) => $"""
        SELECT entry.fund_code, line.account, sum(greatest(line.pence, 0)), sum(greatest(-line.pence, 0))
        FROM {entries} AS entry, unnest(entry.accounts, entry.amounts_pence) AS line (account, pence)
        GROUP BY 1, 2 ORDER BY 1, 2
        """;

    /// <summary>
    /// The entries of a statement, one or thousands, take the next numbers, each names the hash before it, none was posted before the last one, and
    /// none takes effect on a closed day; then the head stands behind the last of them and the sums have taken them.
    /// </summary>
    /// <remarks>
    /// Every row that it looks for has a key. Nothing is known of how many there are in a table that changes with each posting, and a guess that
    /// reads all of it costs more than the posting itself.
    /// </remarks>
    private static readonly string EntriesFollow = $"""
        CREATE FUNCTION journal_entries_follow() RETURNS trigger LANGUAGE plpgsql SET enable_hashjoin TO off SET enable_mergejoin TO off AS $$
        DECLARE
            wrong record;
            moved bigint;
        BEGIN
            SELECT * INTO wrong FROM (
                SELECT entry.fund_code, entry.number,
                    entry.number = coalesce(lag(entry.number) OVER journal, head.last_number) + 1
                        AND entry.previous_hash = coalesce(lag(entry.hash) OVER journal, head.last_hash)
                        AND entry.posted_at >= coalesce(lag(entry.posted_at) OVER journal, head.last_posted_at, '-infinity') AS follows,
                    entry.effective_on > coalesce(head.closed_through, '-infinity') AS is_open
                FROM added AS entry JOIN journal_heads AS head USING (fund_code)
                WINDOW journal AS (PARTITION BY entry.fund_code ORDER BY entry.number)) AS checked
            WHERE NOT (follows AND is_open) LIMIT 1;
            IF FOUND AND NOT wrong.is_open THEN
                RAISE EXCEPTION 'journal entry % of fund % takes effect on a closed day', wrong.number, wrong.fund_code
                    USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'journal_entry_on_open_day';
            ELSIF FOUND THEN
                RAISE EXCEPTION 'journal entry % of fund % does not follow the last one', wrong.number, wrong.fund_code
                    USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'journal_entry_follows';
            END IF;

            -- Compared once more with the head as it stands now, locked: another posting may have come between.
            WITH span AS (
                SELECT fund_code, min(number) AS first, max(number) AS last, max(posted_at) AS posted_at FROM added GROUP BY fund_code)
            UPDATE journal_heads AS head SET last_number = span.last, last_hash = entry.hash, last_posted_at = span.posted_at
            FROM span JOIN added AS entry ON entry.fund_code = span.fund_code AND entry.number = span.last
            WHERE head.fund_code = span.fund_code AND head.last_number = span.first - 1;
            GET DIAGNOSTICS moved = ROW_COUNT;
            IF moved <> (SELECT count(DISTINCT fund_code) FROM added) THEN
                RAISE EXCEPTION 'the journal has gone on meanwhile'
                    USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'journal_entry_follows';
            END IF;

            INSERT INTO account_days AS day (fund_code, account, effective_on, posted_on, debits_pence, credits_pence)
            {DaysOf("added")}
            ON CONFLICT (fund_code, account, effective_on, posted_on) DO UPDATE SET
                debits_pence = day.debits_pence + excluded.debits_pence, credits_pence = day.credits_pence + excluded.credits_pence;
            -- No upsert: its check would look at the movement alone, and a release looks like a balance below nothing.
            WITH moved (fund_code, account, debits, credits) AS ({BalancesOf("added")}),
            changed AS (
                UPDATE account_balances AS balance
                SET debits_pence = debits_pence + moved.debits, credits_pence = credits_pence + moved.credits
                FROM moved WHERE balance.fund_code = moved.fund_code AND balance.account = moved.account
                RETURNING balance.fund_code, balance.account)
            INSERT INTO account_balances (fund_code, account, debits_pence, credits_pence)
            SELECT * FROM moved WHERE NOT EXISTS (
                SELECT FROM changed WHERE changed.fund_code = moved.fund_code AND changed.account = moved.account);
            RETURN NULL;
        END $$;

        CREATE TRIGGER journal_entries_follow AFTER INSERT ON journal_entries
            REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION journal_entries_follow();
        """;

    /// <summary>
    /// Heads and sums change only from within the trigger above (depth 2), never by a statement of their own, but for the closed days of a head; a
    /// new head stands before its first entry.
    /// </summary>
    private const string OnlyThePostingMoves = """
        CREATE OR REPLACE FUNCTION only_postings_move_this() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP IN ('INSERT', 'UPDATE') AND pg_trigger_depth() > 1 THEN RETURN NEW; END IF;
            IF TG_TABLE_NAME = 'journal_heads' THEN
                IF TG_OP = 'INSERT' AND NEW.last_number = 0 AND NEW.last_hash = decode(repeat('00', 32), 'hex') AND NEW.last_posted_at IS NULL
                    THEN RETURN NEW; END IF;
                IF TG_OP = 'UPDATE' AND (NEW.fund_code, NEW.last_number, NEW.last_hash) = (OLD.fund_code, OLD.last_number, OLD.last_hash)
                    AND NEW.last_posted_at IS NOT DISTINCT FROM OLD.last_posted_at THEN RETURN NEW; END IF;
            END IF;
            RAISE EXCEPTION '% follows the journal and cannot be changed by itself', TG_TABLE_NAME
                USING ERRCODE = 'insufficient_privilege';
        END $$;

        CREATE TRIGGER only_postings_move_balances BEFORE INSERT OR UPDATE OR DELETE ON account_balances
            FOR EACH ROW EXECUTE FUNCTION only_postings_move_this();
        CREATE TRIGGER nothing_empties_balances BEFORE TRUNCATE ON account_balances
            FOR EACH STATEMENT EXECUTE FUNCTION only_postings_move_this();
        """;
}
