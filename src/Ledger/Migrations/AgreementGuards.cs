using Microsoft.EntityFrameworkCore.Migrations;

namespace IntegratedCare.Ledger.Migrations;

/// <summary>What makes a version of an agreement binding, held by the database whoever writes to it.</summary>
internal static class AgreementGuards
{
    public static void AddAgreementGuards(this MigrationBuilder migration)
    {
        migration.Sql(VersionsFollow);
        migration.Sql(AnswersAreSignatories);
        migration.Sql(EveryoneAgreed);
    }

    private const string VersionsFollow = """
        CREATE FUNCTION agreement_version_follows() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF NEW.version <> 1 + (SELECT count(*) FROM agreement_versions WHERE fund_code = NEW.fund_code) THEN
                RAISE EXCEPTION 'version % of the agreement of % does not follow the last one', NEW.version, NEW.fund_code
                    USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            IF NEW.version > 1 AND cardinality(NEW.signatories) = 0 THEN
                RAISE EXCEPTION 'a variation has signatories' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        END $$;

        CREATE TRIGGER agreement_version_follows BEFORE INSERT ON agreement_versions
            FOR EACH ROW EXECUTE FUNCTION agreement_version_follows();
        """;

    /// <summary>A partner that has to agree answers, by somebody other than who asked; nothing is said once the version is decided.</summary>
    private const string AnswersAreSignatories = """
        CREATE FUNCTION agreement_answer_counts() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE
            asked agreement_versions := (SELECT v FROM agreement_versions v WHERE fund_code = NEW.fund_code AND version = NEW.version);
        BEGIN
            IF NEW.kind <> 'Withdrawn' AND (NEW.organisation_code <> ALL (asked.signatories) OR NEW.answered_by = asked.asked_by) THEN
                RAISE EXCEPTION 'version % of the agreement of % does not ask this one', NEW.version, NEW.fund_code USING ERRCODE = 'check_violation';
            END IF;
            IF EXISTS (SELECT FROM agreement_effects WHERE fund_code = NEW.fund_code AND version = NEW.version)
                OR EXISTS (SELECT FROM agreement_answers
                    WHERE fund_code = NEW.fund_code AND version = NEW.version AND kind IN ('Declined', 'Withdrawn')) THEN
                RAISE EXCEPTION 'version % of the agreement of % is decided', NEW.version, NEW.fund_code USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        END $$;

        CREATE TRIGGER agreement_answer_counts BEFORE INSERT ON agreement_answers
            FOR EACH ROW EXECUTE FUNCTION agreement_answer_counts();
        """;

    /// <summary>A version holds from its day or the day of the last agreement, whichever is later, and never before the one that it follows.</summary>
    private const string EveryoneAgreed = """
        CREATE FUNCTION agreement_takes_effect() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE
            asked agreement_versions := (SELECT v FROM agreement_versions v WHERE fund_code = NEW.fund_code AND version = NEW.version);
        BEGIN
            IF cardinality(asked.signatories) <>
                    (SELECT count(*) FROM agreement_answers WHERE fund_code = NEW.fund_code AND version = NEW.version AND kind = 'Agreed')
                OR EXISTS (SELECT FROM agreement_answers WHERE fund_code = NEW.fund_code AND version = NEW.version AND kind <> 'Agreed') THEN
                RAISE EXCEPTION 'version % of the agreement of % is not agreed', NEW.version, NEW.fund_code USING ERRCODE = 'check_violation';
            END IF;
            IF NEW.in_force_from < asked.effective_from
                OR (cardinality(asked.signatories) > 0 AND NEW.in_force_from < (NEW.agreed_at AT TIME ZONE 'Europe/London')::date)
                OR EXISTS (SELECT FROM agreement_effects
                    WHERE fund_code = NEW.fund_code AND (version >= NEW.version OR in_force_from > NEW.in_force_from)) THEN
                RAISE EXCEPTION 'version % of the agreement of % would hold for days of an earlier one', NEW.version, NEW.fund_code
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        END $$;

        CREATE TRIGGER agreement_takes_effect BEFORE INSERT ON agreement_effects
            FOR EACH ROW EXECUTE FUNCTION agreement_takes_effect();
        """;
}
