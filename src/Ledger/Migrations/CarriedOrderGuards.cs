using Microsoft.EntityFrameworkCore.Migrations;

namespace IntegratedCare.Ledger.Migrations;

/// <summary>An order may go with its money to the next year's fund, which a closed year alone does; its first entry stays where it was made.</summary>
internal static class CarriedOrderGuards
{
    public static void AddCarriedOrderGuards(this MigrationBuilder migration) => migration.Sql("""
        CREATE OR REPLACE FUNCTION order_ends_once() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE
            is_same boolean;
        BEGIN
            IF TG_OP = 'INSERT' THEN
                IF NEW.state = 'Pending' AND NEW.made_in IS NULL AND EXISTS (SELECT FROM authorisations
                    WHERE source = NEW.source AND kind = 'Commitment' AND fund_code = NEW.fund_code AND amount_pence = NEW.amount_pence) THEN
                    RETURN NEW;
                END IF;
            ELSIF TG_OP = 'UPDATE' THEN
                is_same := (NEW.id, NEW.programme_code, NEW.reference, NEW.supplier, NEW.provider_id, NEW.neighbourhood_code,
                        NEW.amount_pence, NEW.effective_on, NEW.expires_on, NEW.source, NEW.entry_number)
                    IS NOT DISTINCT FROM (OLD.id, OLD.programme_code, OLD.reference, OLD.supplier, OLD.provider_id,
                        OLD.neighbourhood_code, OLD.amount_pence, OLD.effective_on, OLD.expires_on, OLD.source, OLD.entry_number);
                IF is_same AND OLD.state = 'Pending' AND NEW.state <> 'Pending' AND (NEW.fund_code, NEW.made_in, NEW.carried_on)
                    IS NOT DISTINCT FROM (OLD.fund_code, OLD.made_in, OLD.carried_on) THEN
                    RETURN NEW;
                END IF;
                IF is_same AND OLD.state = 'Pending' AND NEW.state = 'Pending' AND NEW.made_in = coalesce(OLD.made_in, OLD.fund_code)
                    AND EXISTS (SELECT FROM year_closes WHERE fund_code = OLD.fund_code AND next_fund_code = NEW.fund_code
                        AND effective_on = NEW.carried_on) THEN
                    RETURN NEW;
                END IF;
            END IF;
            RAISE EXCEPTION 'an order is made with authority, and ends once' USING ERRCODE = 'restrict_violation';
        END $$;

        CREATE OR REPLACE FUNCTION order_is_in_the_journal() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF NOT EXISTS (SELECT FROM journal_entries
                    WHERE fund_code = coalesce(NEW.made_in, NEW.fund_code) AND number = NEW.entry_number
                        AND source = NEW.source AND kind = 'Commitment')
                OR (NEW.end_entry_number IS NOT NULL AND NOT EXISTS (SELECT FROM journal_entries
                    WHERE fund_code = NEW.fund_code AND number = NEW.end_entry_number AND source = NEW.source || ':end'
                        AND kind = CASE WHEN NEW.spent_pence > 0 THEN 'Spend' ELSE 'Release' END)) THEN
                RAISE EXCEPTION 'the order % and the journal differ', NEW.id USING ERRCODE = 'check_violation';
            END IF;
            RETURN NULL;
        END $$;
        """);
}
