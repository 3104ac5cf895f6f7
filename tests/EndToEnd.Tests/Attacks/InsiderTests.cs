using System.Text;
using Npgsql;

namespace IntegratedCare.EndToEnd.Tests.Attacks;

/// <summary>Whoever takes over one service has its database, and not even that whole: the journal and the audit stand.</summary>
public sealed class InsiderTests(RunningSystem system)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static TheoryData<string> ServiceNames => [.. Described.Services];

    [Theory]
    [MemberData(nameof(ServiceNames))]
    public async Task No_service_comes_into_another_s_database(string service)
    {
        foreach (var database in (string[])[.. Described.Services.Where(other => other != service), "postgres", "template1"])
        {
            var refusal = await Assert.ThrowsAsync<PostgresException>(() => Insider.OpenAsync(system, service, database));
            Assert.True(refusal.SqlState == PostgresErrorCodes.InsufficientPrivilege, $"{service} at {database}: {refusal.MessageText}");
        }
    }

    [Theory]
    [MemberData(nameof(ServiceNames))]
    public async Task No_service_changes_its_audit_its_tables_or_its_own_rights(string service)
    {
        await using var connection = await Insider.OpenAsync(system, service, service);
        string[] attempts =
        [
            "update access_records set subject = 'nobody'", "delete from access_records", "truncate access_records",
            "alter table access_records disable trigger all", "drop table access_records", "alter table outbox_messages add column x int",
            "create table mine (id int)", "create schema mine", "create or replace function refuse_change() returns trigger language plpgsql as $$ begin return new; end $$",
            "set session_replication_role = replica", "select * from pg_authid", "select * from pg_shadow", "create role mine",
            $"alter role {service}_service superuser", "set role postgres", "copy access_records to '/tmp/stolen'", "copy access_records to program 'id'",
            "select pg_read_file('/etc/passwd')", "select pg_ls_dir('/')", "create extension dblink", "delete from \"__EFMigrationsHistory\"",
            "create temporary table mine (id int)",
        ];
        foreach (var attempt in attempts) await RefusesAsync(connection, attempt);
    }

    [Fact]
    public async Task The_ledger_does_not_change_its_journal()
    {
        await using var connection = await Insider.OpenAsync(system, "ledger", "ledger");
        await using var read = new NpgsqlCommand("select count(*) from journal_entries", connection);
        Assert.True((long)(await read.ExecuteScalarAsync(Cancelled))! >= 0);

        foreach (var attempt in (string[])["update journal_entries set number = number", "delete from journal_entries", "truncate journal_entries cascade"])
            await RefusesAsync(connection, attempt);
    }

    [Fact]
    public void No_secret_stands_on_a_command_line()
    {
        var secrets = system.Secrets();
        var lines = Directory.EnumerateDirectories("/proc").Where(folder => int.TryParse(Path.GetFileName(folder), out _))
            .Select(CommandLineOf).Where(line => line.Length > 0).ToList();

        Assert.Contains(lines, line => line.Contains("Scheduling.dll", StringComparison.Ordinal));
        Assert.All(secrets, secret => Assert.DoesNotContain(lines, line => line.Contains(secret.Value, StringComparison.Ordinal)));
        Assert.All(secrets, secret => Assert.DoesNotContain(secret.Value, system.Log, StringComparison.Ordinal));
    }

    private static async Task RefusesAsync(NpgsqlConnection connection, string attempt)
    {
        await using var command = new NpgsqlCommand(attempt, connection);
        var refusal = await Record.ExceptionAsync(() => command.ExecuteNonQueryAsync(Cancelled));
        Assert.True(refusal is PostgresException, $"{attempt}: nobody refused it");
        Assert.True(((PostgresException)refusal).SqlState is PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.RestrictViolation,
            $"{attempt}: {refusal.Message}");
    }

    // A process may be gone before it is read.
    private static string CommandLineOf(string folder)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(folder, "cmdline")));
        }
        catch (IOException)
        {
            return "";
        }
        catch (UnauthorizedAccessException)
        {
            return "";
        }
    }
}
