namespace IntegratedCare.DirectoryOfServices.Migrations;

/// <summary>What was proposed stays as it was proposed, and what was decided stays decided: else four eyes would see two texts.</summary>
internal static class ProposalGuards
{
    public const string Create = """
        create function guard_proposal() returns trigger language plpgsql as $$
        begin
          if tg_op = 'DELETE' or old.status <> 'Proposed'
            or (new.id, new.service_id, new.name, new.organisation_code, new.proposed_by, new.proposed_at, new.note, new.based_on_version,
                new.before, new.after)
              is distinct from
              (old.id, old.service_id, old.name, old.organisation_code, old.proposed_by, old.proposed_at, old.note, old.based_on_version,
                old.before, old.after)
          then
            raise exception 'a proposal is decided once, and never rewritten' using errcode = 'restrict_violation';
          end if;
          return new;
        end $$;

        create trigger guard_proposal before update or delete on proposals for each row execute function guard_proposal();
        """;

    /// <summary>What still waits for an entry that was merged before a merge did this itself.</summary>
    public const string SupersedeWhereMerged = """
        update proposals p set status = 'Superseded', decided_by = 'service:directory', decided_at = now(), merged_into = s.merged_into,
          reason = 'The entry was merged into another one, which speaks for it: propose there what still holds.'
        from care_services s
        where s.id = p.service_id and s.merged_into is not null and p.status = 'Proposed';
        """;

    public const string Drop = "drop function guard_proposal() cascade";
}
