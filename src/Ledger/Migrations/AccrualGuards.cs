using Microsoft.EntityFrameworkCore.Migrations;

namespace IntegratedCare.Ledger.Migrations;

/// <summary>An accrual and its undoing stand in the journal together, whoever writes to the database.</summary>
internal static class AccrualGuards
{
    public static void AddAccrualGuards(this MigrationBuilder migration) => migration.Sql("""
        CREATE FUNCTION accrual_is_in_the_journal() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF NOT EXISTS (SELECT FROM authorisations
                    WHERE source = NEW.source AND kind = 'Accrual' AND fund_code = NEW.fund_code AND amount_pence = NEW.amount_pence)
                OR NOT EXISTS (SELECT FROM journal_entries WHERE fund_code = NEW.fund_code AND number = NEW.entry_number
                    AND source = NEW.source AND kind = 'Accrual' AND effective_on = NEW.period_end)
                OR NOT EXISTS (SELECT FROM journal_entries WHERE fund_code = NEW.fund_code AND number = NEW.reversal_entry_number
                    AND source = NEW.source || ':reversal' AND kind = 'Accrual' AND effective_on = NEW.period_end + 1) THEN
                RAISE EXCEPTION 'the accrual % and the journal differ', NEW.id USING ERRCODE = 'check_violation';
            END IF;
            RETURN NULL;
        END $$;

        CREATE CONSTRAINT TRIGGER accrual_is_in_the_journal AFTER INSERT ON accruals
            DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION accrual_is_in_the_journal();
        """);

    /// <summary>Once the table is gone, and the trigger with it.</summary>
    public static void DropAccrualGuards(this MigrationBuilder migration) => migration.Sql("DROP FUNCTION accrual_is_in_the_journal();");
}
