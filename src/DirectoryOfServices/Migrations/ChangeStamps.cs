namespace IntegratedCare.DirectoryOfServices.Migrations;

/// <summary>Each row says which transaction wrote it last, so that a replica can ask for what has changed since it looked.</summary>
internal static class ChangeStamps
{
    public const string Function = """
        create function stamp_change() returns trigger language plpgsql as $$
        begin
          new.changed_in := pg_current_xact_id();
          return new;
        end $$
        """;

    public const string Drop = "drop function stamp_change()";

    public static string Trigger(string table) => $"""
        create trigger stamp_change before insert or update on {table} for each row execute function stamp_change()
        """;
}
