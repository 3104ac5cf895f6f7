namespace IntegratedCare.Quality.Migrations;

/// <summary>What the database holds about risks whoever writes to it.</summary>
internal static class RiskGuards
{
    /// <summary>What was said of a risk stays as it was said, but for its encryption; only of a closed risk the words may be erased.</summary>
    public const string KeepVersions = """
        create function keep_risk_version() returns trigger language plpgsql as $$
        begin
          if tg_op = 'DELETE' or to_jsonb(new) - 'words' is distinct from to_jsonb(old) - 'words' then
            raise exception 'what was said of a risk stays' using errcode = 'restrict_violation';
          end if;
          if new.words is null then
            if not exists (select from risks r join risk_versions v on v.risk_id = r.id and v.version = r.version
                where r.id = old.risk_id and v.status = 'Closed') then
              raise exception 'the risk stands' using errcode = 'restrict_violation';
            end if;
          elsif old.words is null or not same_or_encrypted_anew(old.words, new.words) then
            raise exception 'what was said of a risk stays' using errcode = 'restrict_violation';
          end if;
          return new;
        end $$;
        create trigger keep_risk_version before update or delete on risk_versions
          for each row execute function keep_risk_version();
        """;

    /// <summary>Takes <see cref="KeepVersions"/> away.</summary>
    public const string ForgetVersions = """
        drop trigger keep_risk_version on risk_versions;
        drop function keep_risk_version();
        """;
}
