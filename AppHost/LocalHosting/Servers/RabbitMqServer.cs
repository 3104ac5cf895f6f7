using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography;
using IntegratedCare.AppHost.LocalHosting.Processes;

namespace IntegratedCare.AppHost.LocalHosting;

/// <summary>
/// A RabbitMQ server of our own: own data, own ports on the loopback interface only, a generated password, and no life
/// beyond this process.
/// </summary>
public sealed class RabbitMqServer : IAsyncDisposable
{
    private const string Host = "127.0.0.1";
    private const int StartTriesMax = 3;
    private static readonly TimeSpan StartTimeMax = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan StopTimeMax = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMilliseconds(50);

    private readonly RabbitMqLog log;
    private readonly ServerAccount account;
    private readonly ServerFolder folder;
    private readonly RabbitMqEnvironment environment;
    private readonly string programs;
    private ChildProcess? nameServer;   // epmd, Erlang's port mapper, without which a node does not start
    private ChildProcess? process;

    private RabbitMqServer(
        RabbitMqOptions options, ServerAccount account, ServerFolder folder, string programs, string password)
    {
        (log, this.account, this.folder, this.programs, Password) = (new RabbitMqLog(options.Log), account, folder, programs, password);
        environment = new RabbitMqEnvironment(folder.Path, FreePorts.Take(), FreePorts.Take(), FreePorts.Take());
    }

    public string UserName { get; } = "guest";

    public string Password { get; }

    public int Port => environment.Port;

    public Uri AmqpUri => new($"amqp://{UserName}:{Password}@{Host}:{Port}");

    /// <summary>The Erlang machine; null while the server is down.</summary>
    public int? ProcessId => process is { HasExited: false } running ? running.Id : null;

    /// <summary>Ends with the exit code when the server ends, whoever ended it.</summary>
    internal Task<int> Exited => process?.Exited ?? Task.FromResult(0);

    /// <summary>A server that accepts connections, with the queues of the last run if there are any.</summary>
    public static async Task<RabbitMqServer> StartAsync(RabbitMqOptions options, CancellationToken cancellationToken)
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

    /// <summary>Makes a virtual host that <see cref="UserName"/> may use: queues of the same name in two of them do not meet.</summary>
    /// <param name="name">Lower-case letters, digits and hyphens.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task CreateVirtualHostAsync(string name, CancellationToken cancellationToken)
    {
        if (name.Any(c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '-'))
            throw new ArgumentException("A virtual host is named with lower-case letters, digits and hyphens.", nameof(name));

        // One evaluation instead of two commands: each start of the tool costs more than the work.
        var line = account.CommandLine(Path.Combine(programs, "rabbitmqctl"), "eval", $"""
            rabbit_vhost:add(<<"{name}">>, <<"{UserName}">>),
            rabbit_auth_backend_internal:set_permissions(
              <<"{UserName}">>, <<"{name}">>, <<".*">>, <<".*">>, <<".*">>, <<"{UserName}">>).
            """);
        await new Command(line[0], [.. line.Skip(1)]) { Environment = environment.Variables() }
            .RunOrThrowAsync($"Making the virtual host {name}", cancellationToken);
    }

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
                await LaunchAsync(deadline.Token);
                if (await IsReadyAsync(deadline.Token)) return;
                log.TellAll();
                if (tries == StartTriesMax)
                    throw new LocalHostingException($"RabbitMQ ended {tries} times while starting; its log above says why.");
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            await KillAsync();
            log.TellAll();
            throw new LocalHostingException($"RabbitMQ was not ready within {StartTimeMax.TotalSeconds:0} seconds.");
        }
    }

    /// <summary>Closes connections, writes what is to be written and stops.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (process is not null) await process.StopAsync(Signal.Term, StopTimeMax, cancellationToken);
    }

    /// <summary>As a crash would: no goodbye to anybody.</summary>
    public async Task KillAsync()
    {
        process?.Signal(Signal.Kill);
        if (process is not null) await process.Exited;
    }

    public async ValueTask DisposeAsync()
    {
        if (folder.IsTemporary) await KillAsync();
        else await StopAsync(CancellationToken.None);
        process?.Dispose();
        nameServer?.Dispose();
        (process, nameServer) = (null, null);
        folder.RemoveIfTemporary();
    }

    /// <summary>Programs found, configuration written: all that precedes the first start.</summary>
    internal static async Task<RabbitMqServer> PrepareAsync(RabbitMqOptions options, CancellationToken cancellationToken)
    {
        var programs = await DistributionPackage.RabbitMq.LocateAsync(FindPrograms, options.Log, cancellationToken);
        var account = ServerAccount.For("rabbitmq");
        var folder = await ServerFolder.OpenAsync(options.DataFolder, "rabbitmq", account, cancellationToken);
        var server = new RabbitMqServer(
            options, account, folder, programs, await folder.PasswordAsync(cancellationToken));
        await server.ConfigureAsync(cancellationToken);
        return server;
    }

    private async Task ConfigureAsync(CancellationToken cancellationToken)
    {
        var cookie = folder[".erlang.cookie"];
        if (!File.Exists(cookie))
            await account.WriteSecretAsync(cookie, RandomNumberGenerator.GetHexString(32, true), cancellationToken);
        await account.WriteSecretAsync(folder["enabled_plugins"], "[].\n", cancellationToken);
        await account.WriteSecretAsync(folder["rabbitmq.conf"], $"""
            default_user = {UserName}
            default_pass = {Password}
            disk_free_limit.absolute = 50MB
            vm_memory_high_watermark.absolute = 2GB
            log.file = false
            log.console = true
            log.console.level = warning
            log.channel.level = critical

            """, cancellationToken);
    }

    private async Task LaunchAsync(CancellationToken cancellationToken)
    {
        if (nameServer is null or { HasExited: true })
        {
            nameServer?.Dispose();
            nameServer = Start("epmd", static _ => { }, "-address", Host, "-port", environment.NameServerPort.ToString(CultureInfo.InvariantCulture));
            // A node that finds no name server starts one that nobody would stop.
            while (!nameServer.HasExited && !await AcceptsAsync(environment.NameServerPort, cancellationToken))
                await Task.Delay(LookAgainAfter, cancellationToken);
        }
        process?.Dispose();
        process = Start(Path.Combine(programs, "rabbitmq-server"), log.Write);
    }

    private ChildProcess Start(string program, Action<string> write, params string[] arguments)
    {
        var line = account.CommandLine(program, arguments);
        return ChildProcess.Start(new ChildProcessStart(line[0], [.. line.Skip(1)])
        {
            Environment = environment.Variables(),
            WorkingDirectory = folder.Path,
            Log = write,
        });
    }

    /// <summary>True when connections are accepted; false when the server ended before that.</summary>
    private async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        var started = process ?? throw new InvalidOperationException("The server has not been launched.");
        while (!started.HasExited)
        {
            if (await AcceptsAsync(Port, cancellationToken)) return true;    // the listeners open last
            await Task.Delay(LookAgainAfter, cancellationToken);
        }
        return false;
    }

    private static async Task<bool> AcceptsAsync(int port, CancellationToken cancellationToken)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(Host, port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    // Not /usr/sbin/rabbitmq-server: that one changes to the distribution's user and folders.
    private static string? FindPrograms() =>
        File.Exists("/usr/lib/rabbitmq/bin/rabbitmq-server") ? "/usr/lib/rabbitmq/bin" : null;
}
