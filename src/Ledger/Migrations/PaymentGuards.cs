using Microsoft.EntityFrameworkCore.Migrations;

namespace IntegratedCare.Ledger.Migrations;

/// <summary>Whom the fund pays and how much, held by the database whoever writes to it.</summary>
internal static class PaymentGuards
{
    public static void AddPaymentGuards(this MigrationBuilder migration)
    {
        migration.Sql(PayeesStay);
        migration.Sql(RunsAreDecidedOnce);
        migration.Sql(ClaimsHold);
        migration.Sql(RunsAddUp);
    }

    /// <summary>Once the tables are gone, and the triggers with them.</summary>
    public static void DropPaymentGuards(this MigrationBuilder migration) => migration.Sql("""
        DROP FUNCTION payee_stays();
        DROP FUNCTION payment_run_is_decided_once();
        DROP FUNCTION payment_item_holds();
        DROP FUNCTION payment_run_adds_up();
        """);

    /// <summary>A payee's version is written once; its bank details may lie under a new data key, and are the same text then.</summary>
    private const string PayeesStay = """
        CREATE FUNCTION payee_stays() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'UPDATE' AND same_or_encrypted_anew(OLD.details, NEW.details)
                AND (NEW.id, NEW.host_organisation_code, NEW.organisation_code, NEW.version, NEW.name, NEW.provider_id, NEW.put_by, NEW.put_at)
                IS NOT DISTINCT FROM
                    (OLD.id, OLD.host_organisation_code, OLD.organisation_code, OLD.version, OLD.name, OLD.provider_id, OLD.put_by, OLD.put_at)
                THEN RETURN NEW; END IF;
            RAISE EXCEPTION 'a payee is written once: put a further version' USING ERRCODE = 'restrict_violation';
        END $$;

        CREATE TRIGGER payee_stays BEFORE UPDATE OR DELETE ON payees FOR EACH ROW EXECUTE FUNCTION payee_stays();
        CREATE TRIGGER nothing_empties_payees BEFORE TRUNCATE ON payees FOR EACH STATEMENT EXECUTE FUNCTION payee_stays();
        """;

    /// <summary>What is proposed never changes, a decision stands, and nothing is removed.</summary>
    private const string RunsAreDecidedOnce = """
        CREATE FUNCTION payment_run_is_decided_once() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'INSERT' THEN
                IF NEW.status = 'Proposed' THEN RETURN NEW; END IF;
            ELSIF TG_OP = 'UPDATE' THEN
                IF OLD.status = 'Proposed' AND NEW.status <> 'Proposed'
                    AND (NEW.id, NEW.fund_code, NEW.number, NEW.pay_on, NEW.total_pence, NEW.proposed_by, NEW.proposed_at)
                    IS NOT DISTINCT FROM
                        (OLD.id, OLD.fund_code, OLD.number, OLD.pay_on, OLD.total_pence, OLD.proposed_by, OLD.proposed_at)
                    THEN RETURN NEW; END IF;
            END IF;
            RAISE EXCEPTION 'a payment run is proposed, and decided once' USING ERRCODE = 'restrict_violation';
        END $$;

        CREATE TRIGGER payment_run_is_decided_once BEFORE INSERT OR UPDATE OR DELETE ON payment_runs
            FOR EACH ROW EXECUTE FUNCTION payment_run_is_decided_once();
        CREATE TRIGGER nothing_empties_payment_runs BEFORE TRUNCATE ON payment_runs
            FOR EACH STATEMENT EXECUTE FUNCTION payment_run_is_decided_once();
        """;

    /// <summary>What a run claims stays claimed, unless the run is rejected: nothing is paid twice.</summary>
    private const string ClaimsHold = """
        CREATE FUNCTION payment_item_holds() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'DELETE' AND EXISTS (SELECT FROM payment_runs WHERE id = OLD.run_id AND status = 'Rejected') THEN RETURN OLD; END IF;
            RAISE EXCEPTION 'what a payment run claims stays claimed until it is rejected' USING ERRCODE = 'restrict_violation';
        END $$;

        CREATE TRIGGER payment_item_holds BEFORE UPDATE OR DELETE ON payment_items
            FOR EACH ROW EXECUTE FUNCTION payment_item_holds();
        CREATE TRIGGER nothing_empties_payment_items BEFORE TRUNCATE ON payment_items
            FOR EACH STATEMENT EXECUTE FUNCTION payment_item_holds();
        """;

    /// <summary>At commit a run pays what it claims, and says so.</summary>
    private const string RunsAddUp = """
        CREATE FUNCTION payment_run_adds_up() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF NEW.total_pence IS DISTINCT FROM (SELECT sum(amount_pence) FROM payment_instructions WHERE run_id = NEW.id)
                OR NEW.total_pence IS DISTINCT FROM (SELECT sum(amount_pence) FROM payment_items WHERE run_id = NEW.id) THEN
                RAISE EXCEPTION 'payment run % does not add up', NEW.id USING ERRCODE = 'check_violation';
            END IF;
            RETURN NULL;
        END $$;

        CREATE CONSTRAINT TRIGGER payment_run_adds_up AFTER INSERT ON payment_runs
            DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payment_run_adds_up();
        """;
}
