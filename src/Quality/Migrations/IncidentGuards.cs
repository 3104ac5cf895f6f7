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
}
