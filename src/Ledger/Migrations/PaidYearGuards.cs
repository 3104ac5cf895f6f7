using Microsoft.EntityFrameworkCore.Migrations;

namespace IntegratedCare.Ledger.Migrations;

/// <summary>What a fund pays of earlier years, from which account, and to whom, held by the database whoever writes to it.</summary>
internal static class PaidYearGuards
{
    public static void AddPaidYearGuards(this MigrationBuilder migration)
    {
        migration.Sql(ClaimsHold);
        migration.Sql(ClaimsAreOfPaidYears);
        migration.Sql(ProvidersHaveOnePayee);
    }

    public static void DropPaidYearGuards(this MigrationBuilder migration) => migration.Sql("""
        DROP TRIGGER payment_item_is_of_a_paid_year ON payment_items;
        DROP FUNCTION payment_item_is_of_a_paid_year();
        DROP TRIGGER payee_has_its_provider_alone ON payees;
        DROP FUNCTION payee_has_its_provider_alone();
        """);

    /// <summary>Runs that were approved before: from the account that the host had put last by then.</summary>
    public static void FillOriginators(this MigrationBuilder migration) => migration.Sql("""
        ALTER TABLE payment_runs DISABLE TRIGGER payment_run_is_decided_once;
        UPDATE payment_runs AS run SET originator_id = coalesce(
            (SELECT payee.id FROM payees AS payee JOIN funds AS fund ON fund.code = run.fund_code
                WHERE payee.host_organisation_code = fund.host_organisation_code AND payee.organisation_code = fund.host_organisation_code
                    AND payee.put_at <= run.decided_at ORDER BY payee.version DESC LIMIT 1),
            (SELECT payee.id FROM payees AS payee JOIN funds AS fund ON fund.code = run.fund_code
                WHERE payee.host_organisation_code = fund.host_organisation_code AND payee.organisation_code = fund.host_organisation_code
                ORDER BY payee.version LIMIT 1))
        WHERE run.status = 'Approved';
        ALTER TABLE payment_runs ENABLE TRIGGER payment_run_is_decided_once;
        """);

    /// <summary>What a run claims stays claimed, unless the run is rejected or withdrawn: nothing is paid twice.</summary>
    private const string ClaimsHold = """
        CREATE OR REPLACE FUNCTION payment_item_holds() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'DELETE' AND EXISTS (
                SELECT FROM payment_runs WHERE id = OLD.run_id AND status IN ('Rejected', 'Withdrawn')) THEN RETURN OLD; END IF;
            RAISE EXCEPTION 'what a payment run claims stays claimed until it is rejected or withdrawn' USING ERRCODE = 'restrict_violation';
        END $$;
        """;

    /// <summary>A run claims what its own fund owes, or one of an earlier year that was closed into it.</summary>
    private const string ClaimsAreOfPaidYears = """
        CREATE FUNCTION payment_item_is_of_a_paid_year() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE
            payer varchar := (SELECT fund_code FROM payment_runs WHERE id = NEW.run_id);
        BEGIN
            IF NEW.fund_code = payer OR NEW.fund_code IN (
                WITH RECURSIVE earlier (fund_code) AS (
                    SELECT fund_code FROM year_closes WHERE next_fund_code = payer
                    UNION SELECT closed.fund_code FROM year_closes AS closed JOIN earlier ON closed.next_fund_code = earlier.fund_code)
                SELECT fund_code FROM earlier) THEN RETURN NEW; END IF;
            RAISE EXCEPTION 'fund % does not pay for fund %', payer, NEW.fund_code USING ERRCODE = 'check_violation';
        END $$;

        CREATE TRIGGER payment_item_is_of_a_paid_year BEFORE INSERT ON payment_items
            FOR EACH ROW EXECUTE FUNCTION payment_item_is_of_a_paid_year();
        """;

    /// <summary>
    /// Of a host's payees as they hold, one at most is a provider of the directory: two who are put at once wait for one another. An index cannot say it, for
    /// which version holds is known from the other rows.
    /// </summary>
    private const string ProvidersHaveOnePayee = """
        CREATE FUNCTION payee_has_its_provider_alone() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            PERFORM pg_advisory_xact_lock(hashtext('payees'), hashtext(NEW.host_organisation_code));
            IF NEW.provider_id IS NOT NULL AND EXISTS (
                SELECT FROM payees AS other
                WHERE other.host_organisation_code = NEW.host_organisation_code AND other.provider_id = NEW.provider_id
                    AND other.organisation_code <> NEW.organisation_code
                    AND NOT EXISTS (SELECT FROM payees AS later
                        WHERE later.host_organisation_code = other.host_organisation_code
                            AND later.organisation_code = other.organisation_code AND later.version > other.version)) THEN
                RAISE EXCEPTION 'another payee of % is that provider', NEW.host_organisation_code
                    USING ERRCODE = 'unique_violation', CONSTRAINT = 'ux_payees_provider';
            END IF;
            RETURN NEW;
        END $$;

        CREATE TRIGGER payee_has_its_provider_alone BEFORE INSERT ON payees
            FOR EACH ROW EXECUTE FUNCTION payee_has_its_provider_alone();
        """;
}
