using Microsoft.EntityFrameworkCore.Migrations;

namespace IntegratedCare.Ledger.Migrations;

/// <summary>An order ends once, and the journal says so, whoever writes to the database.</summary>
internal static class OrderGuards
{
    public static void AddOrderGuards(this MigrationBuilder migration) => migration.Sql("""
        CREATE FUNCTION order_ends_once() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'INSERT' THEN
                IF NEW.state = 'Pending' AND EXISTS (SELECT FROM authorisations
                    WHERE source = NEW.source AND kind = 'Commitment' AND fund_code = NEW.fund_code AND amount_pence = NEW.amount_pence) THEN
                    RETURN NEW;
                END IF;
            ELSIF TG_OP = 'UPDATE' THEN
                IF OLD.state = 'Pending' AND NEW.state <> 'Pending'
                    AND (NEW.id, NEW.fund_code, NEW.programme_code, NEW.reference, NEW.supplier, NEW.provider_id, NEW.neighbourhood_code,
                        NEW.amount_pence, NEW.effective_on, NEW.expires_on, NEW.source, NEW.entry_number)
                    IS NOT DISTINCT FROM (OLD.id, OLD.fund_code, OLD.programme_code, OLD.reference, OLD.supplier, OLD.provider_id,
                        OLD.neighbourhood_code, OLD.amount_pence, OLD.effective_on, OLD.expires_on, OLD.source, OLD.entry_number) THEN
                    RETURN NEW;
                END IF;
            END IF;
            RAISE EXCEPTION 'an order is made with authority, and ends once' USING ERRCODE = 'restrict_violation';
        END $$;

        CREATE TRIGGER order_ends_once BEFORE INSERT OR UPDATE OR DELETE ON orders
            FOR EACH ROW EXECUTE FUNCTION order_ends_once();
        CREATE TRIGGER nothing_empties_orders BEFORE TRUNCATE ON orders
            FOR EACH STATEMENT EXECUTE FUNCTION order_ends_once();

        -- At commit the journal holds the entries that the order names, each under the order's own source, which stands once.
        CREATE FUNCTION order_is_in_the_journal() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF NOT EXISTS (SELECT FROM journal_entries
                    WHERE fund_code = NEW.fund_code AND number = NEW.entry_number AND source = NEW.source AND kind = 'Commitment')
                OR (NEW.end_entry_number IS NOT NULL AND NOT EXISTS (SELECT FROM journal_entries
                    WHERE fund_code = NEW.fund_code AND number = NEW.end_entry_number AND source = NEW.source || ':end'
                        AND kind = CASE WHEN NEW.spent_pence > 0 THEN 'Spend' ELSE 'Release' END)) THEN
                RAISE EXCEPTION 'the order % and the journal differ', NEW.id USING ERRCODE = 'check_violation';
            END IF;
            RETURN NULL;
        END $$;

        CREATE CONSTRAINT TRIGGER order_is_in_the_journal AFTER INSERT OR UPDATE ON orders
            DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION order_is_in_the_journal();
        """);

    /// <summary>Once the table is gone, and the triggers with it.</summary>
    public static void DropOrderGuards(this MigrationBuilder migration) => migration.Sql("""
        DROP FUNCTION order_ends_once();
        DROP FUNCTION order_is_in_the_journal();
        """);
}
