using Microsoft.EntityFrameworkCore.Migrations;

namespace IntegratedCare.Ledger.Migrations;

/// <summary>No budget is moved away from under what is committed and spent, whoever writes to the database.</summary>
internal static class VirementGuards
{
    public static void AddVirementGuards(this MigrationBuilder migration) => migration.Sql("""
        CREATE FUNCTION virement_leaves_cover() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE
            free numeric;
        BEGIN
            -- One at a time, and nothing is posted to the fund meanwhile.
            PERFORM 1 FROM journal_heads WHERE fund_code = NEW.fund_code FOR UPDATE;
            SELECT programme.budget_pence
                - (SELECT coalesce(sum(amount_pence), 0) FROM virements
                    WHERE fund_code = NEW.fund_code AND from_programme = NEW.from_programme)
                + (SELECT coalesce(sum(amount_pence), 0) FROM virements
                    WHERE fund_code = NEW.fund_code AND to_programme = NEW.from_programme AND effective_on <= NEW.effective_on)
                - (SELECT coalesce(sum(debits_pence - credits_pence), 0) FROM account_days
                    WHERE fund_code = NEW.fund_code AND account IN ('commitments:' || NEW.from_programme, 'expenditure:' || NEW.from_programme))
            INTO free FROM programmes programme WHERE programme.fund_code = NEW.fund_code AND programme.code = NEW.from_programme;
            IF free IS NULL OR NEW.amount_pence > free
                OR NOT EXISTS (SELECT FROM programmes WHERE fund_code = NEW.fund_code AND code = NEW.to_programme) THEN
                RAISE EXCEPTION 'programme % of % has no such budget free', NEW.from_programme, NEW.fund_code USING ERRCODE = 'check_violation';
            END IF;
            IF NEW.effective_on < (NEW.made_at AT TIME ZONE 'Europe/London')::date THEN
                RAISE EXCEPTION 'a virement changes no day that is over' USING ERRCODE = 'check_violation';
            END IF;
            IF NOT EXISTS (SELECT FROM authorisations
                WHERE source = NEW.source AND kind = 'Virement' AND fund_code = NEW.fund_code AND amount_pence = NEW.amount_pence) THEN
                RAISE EXCEPTION 'nobody answers for the virement %', NEW.id USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        END $$;

        CREATE TRIGGER virement_leaves_cover BEFORE INSERT ON virements
            FOR EACH ROW EXECUTE FUNCTION virement_leaves_cover();
        """);

    /// <summary>Once the table is gone, and the trigger with it.</summary>
    public static void DropVirementGuards(this MigrationBuilder migration) => migration.Sql("DROP FUNCTION virement_leaves_cover();");
}
