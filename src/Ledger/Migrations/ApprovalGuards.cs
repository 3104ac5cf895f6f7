using Microsoft.EntityFrameworkCore.Migrations;

namespace IntegratedCare.Ledger.Migrations;

/// <summary>Four eyes, held by the database whoever writes to it.</summary>
internal static class ApprovalGuards
{
    public static void AddApprovalGuards(this MigrationBuilder migration)
    {
        migration.Sql(DecidedOnce);
        migration.Sql(AboveItsLimitOnlyApproved);
    }

    /// <summary>Once the tables are gone, and the triggers with them.</summary>
    public static void DropApprovalGuards(this MigrationBuilder migration) => migration.Sql("""
        DROP FUNCTION approval_is_decided_once();
        DROP FUNCTION authorisation_is_approved();
        """);

    /// <summary>What is asked never changes, a decision stands, and nothing is removed.</summary>
    private const string DecidedOnce = """
        CREATE FUNCTION approval_is_decided_once() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'INSERT' THEN
                IF NEW.status = 'Pending' THEN RETURN NEW; END IF;
            ELSIF TG_OP = 'UPDATE' THEN
                IF OLD.status = 'Pending' AND NEW.status <> 'Pending'
                    AND (NEW.id, NEW.fund_code, NEW.kind, NEW.amount_pence, NEW.limit_pence, NEW.narrative, NEW.reason, NEW.asked,
                        NEW.asked_by, NEW.asked_by_organisation, NEW.asked_at, NEW.expires_at)
                    IS NOT DISTINCT FROM (OLD.id, OLD.fund_code, OLD.kind, OLD.amount_pence, OLD.limit_pence, OLD.narrative, OLD.reason, OLD.asked,
                        OLD.asked_by, OLD.asked_by_organisation, OLD.asked_at, OLD.expires_at) THEN RETURN NEW; END IF;
            END IF;
            RAISE EXCEPTION 'an approval is asked, and decided once' USING ERRCODE = 'restrict_violation';
        END $$;

        CREATE TRIGGER approval_is_decided_once BEFORE INSERT OR UPDATE OR DELETE ON approvals
            FOR EACH ROW EXECUTE FUNCTION approval_is_decided_once();
        CREATE TRIGGER nothing_empties_approvals BEFORE TRUNCATE ON approvals
            FOR EACH STATEMENT EXECUTE FUNCTION approval_is_decided_once();
        """;

    /// <summary>At commit an authorisation that names an approval rests on one that was given for just this; at most its sum.</summary>
    private const string AboveItsLimitOnlyApproved = """
        CREATE FUNCTION authorisation_is_approved() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF NEW.approval_id IS NOT NULL AND NOT EXISTS (
                SELECT FROM approvals WHERE id = NEW.approval_id AND status = 'Approved' AND fund_code = NEW.fund_code
                    AND kind = NEW.kind AND amount_pence >= NEW.amount_pence AND asked_by = NEW.made_by AND decided_by <> NEW.made_by) THEN
                RAISE EXCEPTION '% is not approved', NEW.source USING ERRCODE = 'check_violation';
            END IF;
            RETURN NULL;
        END $$;

        CREATE CONSTRAINT TRIGGER authorisation_is_approved AFTER INSERT ON authorisations
            DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION authorisation_is_approved();
        """;
}
