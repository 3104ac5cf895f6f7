using System.Globalization;
using IntegratedCare.AppHost.LocalHosting.Processes;

namespace IntegratedCare.AppHost.LocalHosting;

/// <summary>
/// A PostgreSQL server of our own: own data, own port on the loopback interface only, a generated password, and no life
/// beyond this process.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const int StartTriesMax = 5;
    private static readonly TimeSpan StartTimeMax = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopTimeMax = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMilliseconds(25);

    private readonly PostgresOptions options;
    private readonly ServerAccount account;
    private readonly ServerFolder folder;
    private readonly PostgresPrograms programs;
    private ChildProcess? process;

    private PostgresServer(
        PostgresOptions options, ServerAccount account, ServerFolder folder, PostgresPrograms programs, string password) =>
        (this.options, this.account, this.folder, this.programs, Password) = (options, account, folder, programs, password);

    public string Host { get; } = "127.0.0.1";

    public int Port { get; private set; }

    public string UserName { get; } = "postgres";

    public string Password { get; }

    /// <summary>The postmaster; null while the server is down.</summary>
    public int? ProcessId => process is { HasExited: false } running ? running.Id : null;

    private string DataFolder => folder["data"];

    /// <summary>Ends with the exit code when the server ends, whoever ended it.</summary>
    internal Task<int> Exited => process?.Exited ?? Task.FromResult(0);

    /// <summary>A server that accepts connections, on the data of the last run if there is any.</summary>
    public static async Task<PostgresServer> StartAsync(PostgresOptions options, CancellationToken cancellationToken)
    {
        var server = await PrepareAsync(options, cancellationToken);
        try
        {
            await server.StartAgainAsync(cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>An Npgsql connection string for the server's owner.</summary>
    public string ConnectionString(string database) =>
        $"Host={Host};Port={Port};Username={UserName};Password={Password};Database={database}";

    /// <summary>Makes the database unless it is there.</summary>
    public async Task CreateDatabaseAsync(string name, CancellationToken cancellationToken) =>
        await new Command(
            programs["psql"],
            ["--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1", "--set", $"name={name}", "--host", Host,
                "--port", Port.ToString(CultureInfo.InvariantCulture), "--username", UserName, "--dbname", "postgres"])
        {
            Environment = Environment("PGPASSWORD", Password),
            StandardInput = """
                SELECT format('CREATE DATABASE %I', :'name')
                WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'name') \gexec
                -- A service's login has nothing to look for in the databases that every server has.
                SELECT pg_advisory_lock(7501975003) \g /dev/null
                REVOKE CONNECT, TEMPORARY ON DATABASE postgres, template1 FROM public;
                """,
        }.RunOrThrowAsync($"Making the database {name}", cancellationToken);

    /// <summary>Starts the server on the same data and port.</summary>
    public async Task StartAgainAsync(CancellationToken cancellationToken)
    {
        if (ProcessId is not null) return;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(StartTimeMax);
        try
        {
            for (var tries = 1; ; tries++)
            {
                await StalePostmaster.RemoveAsync(DataFolder, deadline.Token);
                Launch();
                if (await IsReadyAsync(deadline.Token)) return;
                // After a kill, the last workers of the old server hold its shared memory for a moment more.
                if (tries == StartTriesMax)
                    throw new LocalHostingException($"PostgreSQL ended {tries} times while starting; its log above says why.");
                await Task.Delay(TimeSpan.FromMilliseconds(100 << tries), deadline.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            await KillAsync();
            throw new LocalHostingException($"PostgreSQL was not ready within {StartTimeMax.TotalSeconds:0} seconds.");
        }
    }

    /// <summary>Ends connections, writes a checkpoint and stops.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (process is not null) await process.StopAsync(Signal.Int, StopTimeMax, cancellationToken);
    }

    /// <summary>As a crash would: no goodbye to anybody.</summary>
    public async Task KillAsync()
    {
        process?.Signal(Signal.Kill);
        if (process is not null) await process.Exited;
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            // Immediate shutdown still gives the shared memory back, which a kill would leave to the next start.
            await process.StopAsync(folder.IsTemporary ? Signal.Quit : Signal.Int, StopTimeMax, CancellationToken.None);
            process.Dispose();
            process = null;
        }
        folder.RemoveIfTemporary();
    }

    /// <summary>Programs found, data made: all that precedes the first start.</summary>
    internal static async Task<PostgresServer> PrepareAsync(PostgresOptions options, CancellationToken cancellationToken)
    {
        var version = DataVersion(options.DataFolder);
        var programs = await DistributionPackage.PostgreSql.LocateAsync(
            () => PostgresPrograms.Find(majorVersion: null), options.Log, cancellationToken);
        if (version is not null)
            programs = PostgresPrograms.Find(version) ?? throw new LocalHostingException(
                $"The data in {options.DataFolder} was written by PostgreSQL {version}, which is no longer installed: " +
                $"install the package postgresql-{version}, or start with --fresh to begin without the old data.");

        var account = ServerAccount.For("postgres");
        var folder = await ServerFolder.OpenAsync(options.DataFolder, "postgres", account, cancellationToken);
        var password = await folder.PasswordAsync(cancellationToken);
        var server = new PostgresServer(options, account, folder, programs, password) { Port = FreePorts.Take() };
        await server.InitialiseAsync(cancellationToken);
        return server;
    }

    private static string? DataVersion(string? folder)
    {
        if (folder is null) return null;
        var file = Path.Combine(folder, "data", "PG_VERSION");
        return File.Exists(file) ? File.ReadAllText(file).Trim() : null;
    }

    private async Task InitialiseAsync(CancellationToken cancellationToken)
    {
        if (Directory.Exists(DataFolder)) return;
        var draft = folder["data.new"];
        if (Directory.Exists(draft)) Directory.Delete(draft, recursive: true);
        var line = account.CommandLine(programs["initdb"],
            ["--pgdata", draft, "--username", UserName, "--pwfile", folder["password"], "--auth", "scram-sha-256",
                "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-instructions", .. options.Durable ? [] : (string[])["--no-sync"]]);
        await new Command(line[0], [.. line.Skip(1)]) { Environment = Environment() }
            .RunOrThrowAsync("Making PostgreSQL's data folder", cancellationToken);
        // A folder of this name is complete, whenever the power goes.
        Directory.Move(draft, DataFolder);
    }

    private void Launch()
    {
        string[] speed = options.Durable ? [] : ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"];
        var line = account.CommandLine(programs["postgres"],
            ["-D", DataFolder, "-p", Port.ToString(CultureInfo.InvariantCulture),
                "-c", $"listen_addresses={Host}",
                "-c", "unix_socket_directories=",      // none: a deep data folder would exceed what a socket's path may be
                "-c", $"max_connections={options.ConnectionsMax}",
                "-c", "shared_buffers=64MB", "-c", "max_wal_size=512MB", "-c", "jit=off", "-c", "timezone=UTC",
                "-c", "log_destination=stderr", "-c", "logging_collector=off", "-c", "log_line_prefix=",
                // Services report their own errors. The server's would name the values that broke a rule, which may be a person's.
                "-c", "log_min_messages=fatal", "-c", "log_error_verbosity=terse", "-c", "log_min_error_statement=panic", .. speed]);
        process?.Dispose();
        process = ChildProcess.Start(new ChildProcessStart(line[0], [.. line.Skip(1)])
        {
            Environment = Environment(),
            Log = options.Log,
            LastSignal = Signal.Quit,
        });
    }

    /// <summary>True when connections are accepted; false when the server ended before that.</summary>
    private async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        var started = process ?? throw new InvalidOperationException("The server has not been launched.");
        while (!started.HasExited)
        {
            if (StalePostmaster.IsReady(DataFolder, started.Id)) return true;
            await Task.Delay(LookAgainAfter, cancellationToken);
        }
        return false;
    }

    // PGDATA, PGPORT and their like of somebody's shell are not meant for this server.
    private static Dictionary<string, string?> Environment(string? name = null, string? value = null)
    {
        var environment = System.Environment.GetEnvironmentVariables().Keys.Cast<string>()
            .Where(key => key.StartsWith("PG", StringComparison.Ordinal))
            .ToDictionary(key => key, string? (_) => null);
        environment["LC_ALL"] = "C.UTF-8";
        if (name is not null) environment[name] = value;
        return environment;
    }
}
