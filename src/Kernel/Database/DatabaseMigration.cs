using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.PersonalData;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace IntegratedCare.Kernel.Database;

/// <summary>The <c>migrate</c> verb: brings the schema up to date as the database's owner and gives the service its own, lesser login.</summary>
/// <remarks>
/// Reads <c>ConnectionStrings:owner</c>, <c>Database:ServiceLogin</c> and <c>Database:ServicePassword</c> from the environment or the
/// files of the <c>SecretsDirectory</c>. It may run any number of times and from
/// several machines at once: EF Core holds a lock while it migrates, the grants hold an advisory lock.
/// </remarks>
public static class DatabaseMigration
{
    private const long GrantsLock = 7_501_975_001;

    /// <summary>Runs the verb; the exit code of the process.</summary>
    public static async Task<int> RunAsync<TDb>(CancellationToken cancellationToken) where TDb : KernelDb
    {
        var environment = new ConfigurationBuilder().AddEnvironmentVariables();
        var configuration = environment.Build()["SecretsDirectory"] is { Length: > 0 } folder
            ? environment.AddKeyPerFile(Path.GetFullPath(folder), optional: false).Build()
            : environment.Build();
        await RunAsync<TDb>(
            Required(configuration, "ConnectionStrings:owner"),
            Required(configuration, "Database:ServiceLogin"),
            Required(configuration, "Database:ServicePassword"),
            cancellationToken);
        Console.WriteLine($"The database of {typeof(TDb).Name} is up to date.");
        return 0;
    }

    /// <summary>Migrates and grants with the given owner connection and service login.</summary>
    public static async Task RunAsync<TDb>(
        string ownerConnectionString, string login, string password, CancellationToken cancellationToken)
        where TDb : KernelDb
    {
        var options = new DbContextOptionsBuilder<TDb>().UseNpgsql(ownerConnectionString).Options;
        await using var db = (TDb)(Activator.CreateInstance(typeof(TDb), options)
            ?? throw new InvalidOperationException($"{typeof(TDb).Name} cannot be made from its options."));
        await db.Database.MigrateAsync(cancellationToken);

        await using var connection = new NpgsqlConnection(ownerConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        foreach (var statement in Grants(db, connection.Database, login, password))
        {
            await using var command = new NpgsqlCommand(statement, connection, transaction);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private static IEnumerable<string> Grants(KernelDb db, string database, string login, string password)
    {
        var role = Identifier(login);
        yield return $"select pg_advisory_xact_lock({GrantsLock})";
        yield return $"""
            do $$ begin
              if not exists (select from pg_roles where rolname = {Literal(login)}) then
                create role {role} login;
              end if;
            end $$
            """;
        yield return $"alter role {role} with login nosuperuser nocreatedb nocreaterole password {Literal(password)}";
        yield return $"revoke all on database {Identifier(database)} from public";
        yield return $"grant connect on database {Identifier(database)} to {role}";
        yield return "revoke create on schema public from public";
        yield return $"grant usage on schema public to {role}";
        yield return $"grant select, insert, update, delete on all tables in schema public to {role}";
        yield return $"grant usage, select on all sequences in schema public to {role}";
        yield return """revoke insert, update, delete on "__EFMigrationsHistory" from """ + role;
        yield return """
            create or replace function refuse_change() returns trigger language plpgsql as $$
            begin
              raise exception 'rows of % are never changed or removed', tg_table_name using errcode = 'restrict_violation';
            end $$
            """;
        yield return $"revoke delete on data_keys from {role}";
        yield return SealedText.SameOrEncryptedAnew;
        foreach (var table in AppendOnly.TablesOf(db.Model))
        {
            yield return $"revoke update, delete, truncate on {table} from {role}";
            yield return $"""
                create or replace trigger append_only_rows before update or delete on {table}
                for each row execute function refuse_change()
                """;
            yield return $"""
                create or replace trigger append_only_table before truncate on {table}
                for each statement execute function refuse_change()
                """;
        }

        foreach (var statement in ChainGuards.Statements(db.Model, role)) yield return statement;
    }

    private static string Identifier(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Required(IConfiguration configuration, string name) =>
        configuration[name] ?? throw new InvalidOperationException($"{name} is not configured.");
}
