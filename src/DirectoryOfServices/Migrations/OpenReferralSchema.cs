namespace IntegratedCare.DirectoryOfServices.Migrations;

/// <summary>What Open Referral asks of the database: names for links that have none, and when a record changed that others tell of.</summary>
internal static class OpenReferralSchema
{
    // UUID version 5 (RFC 9562 §5.5); OpenReferral/DerivedId.cs says the same in C#.
    public const string DerivedUuid = """
        create function derived_uuid(space uuid, name bytea) returns uuid language sql immutable strict parallel safe as $$
          select encode(set_byte(set_byte(hash, 6, get_byte(hash, 6) & 15 | 80), 8, get_byte(hash, 8) & 63 | 128), 'hex')::uuid
          from (select substring(digest(uuid_send(space) || name, 'sha1') from 1 for 16) hash) hashed
        $$
        """;

    public const string DropDerivedUuid = "drop function derived_uuid(uuid, bytea)";

    public const string ChangeTime = """
        create function keep_change_time() returns trigger language plpgsql as $$
        begin
          new.changed_at := now();
          return new;
        end $$
        """;

    public const string DropChangeTime = "drop function keep_change_time()";

    public static string ChangeTimeTrigger(string table, string of = "*") => $"""
        create trigger keep_change_time before update on {table} for each row
          when (old.{of} is distinct from new.{of}) execute function keep_change_time()
        """;

    public static string DropChangeTimeTrigger(string table) => $"drop trigger keep_change_time on {table}";
}
