using Microsoft.EntityFrameworkCore.Migrations;

namespace IntegratedCare.Ledger.Migrations;

/// <summary>The reopening of a period is asked for once and decided once, by somebody else; the database holds it whoever writes.</summary>
internal static class PeriodGuards
{
    public static void AddPeriodGuards(this MigrationBuilder migration) => migration.Sql("""
        CREATE FUNCTION period_reopening_is_decided_once() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'INSERT' AND NEW.decided_at IS NULL THEN RETURN NEW; END IF;
            IF TG_OP = 'UPDATE' AND OLD.decided_at IS NULL
                AND (NEW.id, NEW.fund_code, NEW.period, NEW.times, NEW.reason, NEW.asked_by, NEW.asked_at)
                    = (OLD.id, OLD.fund_code, OLD.period, OLD.times, OLD.reason, OLD.asked_by, OLD.asked_at) THEN RETURN NEW; END IF;
            RAISE EXCEPTION 'the reopening of a period is asked for once and decided once' USING ERRCODE = 'restrict_violation';
        END $$;

        CREATE TRIGGER period_reopening_is_decided_once BEFORE INSERT OR UPDATE OR DELETE ON period_reopenings
            FOR EACH ROW EXECUTE FUNCTION period_reopening_is_decided_once();
        CREATE TRIGGER nothing_empties_reopenings BEFORE TRUNCATE ON period_reopenings
            FOR EACH STATEMENT EXECUTE FUNCTION period_reopening_is_decided_once();
        """);

    public static void DropPeriodGuards(this MigrationBuilder migration) =>
        migration.Sql("DROP FUNCTION period_reopening_is_decided_once CASCADE");
}
