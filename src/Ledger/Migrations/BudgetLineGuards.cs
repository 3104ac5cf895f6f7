using Microsoft.EntityFrameworkCore.Migrations;

namespace IntegratedCare.Ledger.Migrations;

/// <summary>A programme's budget is never divided into more than it is, whoever writes to the database.</summary>
internal static class BudgetLineGuards
{
    public static void AddBudgetLineGuards(this MigrationBuilder migration) => migration.Sql("""
        CREATE FUNCTION require_budget_lines_fit(of_fund text, of_programme text) RETURNS void LANGUAGE plpgsql AS $$
        BEGIN
            IF NOT EXISTS (SELECT FROM budget_lines WHERE fund_code = of_fund AND programme_code = of_programme) THEN RETURN; END IF;
            -- One at a time: two that together would divide too much must not both pass.
            PERFORM 1 FROM journal_heads WHERE fund_code = of_fund FOR UPDATE;
            IF EXISTS (SELECT FROM budget_lines WHERE fund_code = of_fund AND programme_code = of_programme GROUP BY division
                HAVING sum(amount_pence) >
                    (SELECT coalesce(sum(budget_pence), 0) FROM programmes WHERE fund_code = of_fund AND code = of_programme)
                    + (SELECT coalesce(sum(amount_pence), 0) FROM virements WHERE fund_code = of_fund AND to_programme = of_programme)
                    - (SELECT coalesce(sum(amount_pence), 0) FROM virements WHERE fund_code = of_fund AND from_programme = of_programme)) THEN
                RAISE EXCEPTION 'the budget lines of programme % of % exceed its budget', of_programme, of_fund USING ERRCODE = 'check_violation';
            END IF;
        END $$;

        CREATE FUNCTION budget_lines_fit() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_TABLE_NAME = 'budget_lines' THEN PERFORM require_budget_lines_fit(NEW.fund_code, NEW.programme_code);
            ELSIF TG_TABLE_NAME = 'virements' THEN PERFORM require_budget_lines_fit(NEW.fund_code, NEW.from_programme);
            ELSE PERFORM require_budget_lines_fit(OLD.fund_code, OLD.code);
            END IF;
            RETURN NULL;
        END $$;

        CREATE CONSTRAINT TRIGGER budget_lines_fit AFTER INSERT OR UPDATE ON budget_lines
            DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION budget_lines_fit();
        CREATE CONSTRAINT TRIGGER budget_lines_fit AFTER INSERT ON virements
            DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION budget_lines_fit();
        CREATE CONSTRAINT TRIGGER budget_lines_fit AFTER UPDATE OR DELETE ON programmes
            DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION budget_lines_fit();
        """);

    public static void DropBudgetLineGuards(this MigrationBuilder migration) => migration.Sql("""
        DROP TRIGGER budget_lines_fit ON virements;
        DROP TRIGGER budget_lines_fit ON programmes;
        DROP FUNCTION budget_lines_fit();
        DROP FUNCTION require_budget_lines_fit(text, text);
        """);
}
