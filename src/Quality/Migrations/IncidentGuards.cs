namespace IntegratedCare.Quality.Migrations;

/// <summary>What the database holds about incidents whoever writes to it.</summary>
internal static class IncidentGuards
{
    /// <summary>
    /// The next number of an incident's timeline, under a lock of the incident's row: numbers commit in their own
    /// order.
    /// </summary>
    public const string NumberTimeline = """
        create function number_timeline_entry() returns trigger language plpgsql as $$
        begin
          perform 1 from incidents where id = new.incident_id for no key update;
          new.number := 1 + coalesce((select max(number) from timeline where incident_id = new.incident_id), 0);
          return new;
        end $$;
        create trigger number_timeline_entry before insert on timeline
          for each row execute function number_timeline_entry();
        """;

    /// <summary>What somebody told stays as it was told, and no incident disappears.</summary>
    public const string KeepAsTold = """
        create function keep_incident_as_told() returns trigger language plpgsql as $$
        begin
          if tg_op = 'DELETE'
            or (new.id, new.reference, new.occurred_at, new.logged_at, new.description,
                new.reporter_subject, new.reporter_role, new.reporter_organisation)
              is distinct from
               (old.id, old.reference, old.occurred_at, old.logged_at, old.description,
                old.reporter_subject, old.reporter_role, old.reporter_organisation) then
            raise exception 'an incident stays as it was told' using errcode = 'restrict_violation';
          end if;
          return new;
        end $$;
        create trigger keep_incident_as_told before update or delete on incidents
          for each row execute function keep_incident_as_told();
        """;

    /// <summary>As <see cref="KeepAsTold"/>, but what was told may be encrypted anew, under another data key.</summary>
    public const string KeepAsToldButForEncryption = """
        create or replace function keep_incident_as_told() returns trigger language plpgsql as $$
        begin
          if tg_op = 'DELETE'
            or (new.id, new.reference, new.occurred_at, new.logged_at,
                new.reporter_subject, new.reporter_role, new.reporter_organisation)
              is distinct from
               (old.id, old.reference, old.occurred_at, old.logged_at,
                old.reporter_subject, old.reporter_role, old.reporter_organisation)
            or not same_or_encrypted_anew(old.description, new.description) then
            raise exception 'an incident stays as it was told' using errcode = 'restrict_violation';
          end if;
          return new;
        end $$;
        """;

    /// <summary>
    /// As before; and what was told may be erased once, where nothing stands because of it: the words go, everything else stays.
    /// </summary>
    public const string KeepAsToldButForEncryptionAndErasure = """
        create or replace function keep_incident_as_told() returns trigger language plpgsql as $$
        begin
          if tg_op = 'DELETE' then
            raise exception 'no incident is removed' using errcode = 'restrict_violation';
          end if;
          if old.erased_at is not null then
            raise exception 'an erased incident is never changed' using errcode = 'restrict_violation';
          end if;
          if new.erased_at is not null then
            if to_jsonb(new) - 'description' - 'erased_at' <> to_jsonb(old) - 'description' - 'erased_at' then
              raise exception 'an erasure takes what was told and nothing else' using errcode = 'restrict_violation';
            end if;
            if exists (select from restrictions where incident_id = new.id and lifted_at is null) then
              raise exception 'a restriction stands because of the incident' using errcode = 'restrict_violation';
            end if;
            return new;
          end if;
          if (new.id, new.reference, new.occurred_at, new.logged_at,
              new.reporter_subject, new.reporter_role, new.reporter_organisation)
            is distinct from
             (old.id, old.reference, old.occurred_at, old.logged_at,
              old.reporter_subject, old.reporter_role, old.reporter_organisation)
            or not same_or_encrypted_anew(old.description, new.description) then
            raise exception 'an incident stays as it was told' using errcode = 'restrict_violation';
          end if;
          return new;
        end $$;
        """;

    /// <summary>The reasons of a restriction are erased once, with nothing else, and no restriction disappears.</summary>
    public const string KeepErasedRestrictions = """
        create function keep_erased_restrictions() returns trigger language plpgsql as $$
        begin
          if tg_op = 'DELETE' then
            raise exception 'no restriction is removed' using errcode = 'restrict_violation';
          end if;
          if old.erased_at is not null then
            raise exception 'an erased restriction is never changed' using errcode = 'restrict_violation';
          end if;
          if new.erased_at is not null
            and to_jsonb(new) - array['reason', 'lift_reason', 'erased_at'] <> to_jsonb(old) - array['reason', 'lift_reason', 'erased_at'] then
            raise exception 'an erasure takes the reasons and nothing else' using errcode = 'restrict_violation';
          end if;
          return new;
        end $$;
        create trigger keep_erased_restrictions before update or delete on restrictions
          for each row execute function keep_erased_restrictions();
        """;

    /// <summary>Takes <see cref="KeepErasedRestrictions"/> away.</summary>
    public const string ForgetErasedRestrictions = """
        drop trigger keep_erased_restrictions on restrictions;
        drop function keep_erased_restrictions();
        """;
}
