using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using IntegratedCare.AppHost.LocalHosting;
using IntegratedCare.Testing;

namespace IntegratedCare.EndToEnd.Tests;

/// <summary>The whole system as a newcomer starts it: AppHost as a process of its own, on the Oldham data, with telemetry on.</summary>
public sealed class RunningSystem : IAsyncLifetime
{
    /// <summary>The program that loads the place, as a caller.</summary>
    public const string PlaceLoader = "place-loader";

    private static readonly TimeSpan ReadyMax = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan SignInMax = TimeSpan.FromSeconds(60);

    private readonly ConcurrentQueue<string> output = new();
    private readonly ConcurrentDictionary<string, (string Token, DateTimeOffset Until)> tokens = new();
    private readonly string folder = Path.Combine(Path.GetTempPath(), $"integrated-care-{Guid.NewGuid():N}");
    private Process? process;
    private TelemetryCollector? telemetry;

    /// <summary>The gateway.</summary>
    public Uri Address { get; private set; } = new("http://localhost");

    /// <summary>What the processes sent over OTLP.</summary>
    public TelemetryCollector Telemetry => telemetry ?? throw new InvalidOperationException("Not started.");

    /// <summary>Everything the processes wrote.</summary>
    public string Log => string.Join('\n', output);

    public async ValueTask InitializeAsync()
    {
        telemetry = await TelemetryCollector.StartAsync();
        var port = FreePort();
        Address = new($"http://127.0.0.1:{port}");
        process = Process.Start(new ProcessStartInfo("dotnet",
            [AppHostProgram(), "--port", $"{port}", "--data", folder, "--place", "oldham", "--fresh"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
            WorkingDirectory = AppContext.BaseDirectory,
            Environment =
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = telemetry.Address,
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                ["OTEL_BSP_SCHEDULE_DELAY"] = "500",
                // All tests come from one address, and ask more of it than a practice would.
                ["Limits__SigningIn__Burst"] = "100000",
                ["Limits__Letters__Burst"] = "100000",
            },
        }) ?? throw new InvalidOperationException("AppHost did not start.");
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await Eventually.Async(() => process.HasExited || output.Any(IsReady), ReadyMax, "Readiness");
        if (process.HasExited || output.Any(l => l.Contains("not complete", StringComparison.Ordinal)))
            throw new InvalidOperationException($"The system did not come up:\n{Log}");
    }

    /// <summary>A client signed in as one of the demonstration place's personas.</summary>
    public async Task<HttpClient> AsAsync(string persona)
    {
        var client = Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(persona));
        return client;
    }

    public HttpClient Anonymous() => new(new SocketsHttpHandler { AllowAutoRedirect = false, MaxConnectionsPerServer = 300 })
    {
        BaseAddress = Address,
        Timeout = TimeSpan.FromSeconds(60),
    };

    /// <summary>A secret that AppHost made up for this run, as its data folder keeps it.</summary>
    public string Secret(string name) => Secrets()[name];

    /// <summary>Where the system keeps its data, its generated secrets among it.</summary>
    public string Folder => folder;

    /// <summary>The secrets that were generated for this system, by name.</summary>
    public IReadOnlyDictionary<string, string> Secrets() =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(Path.Combine(folder, "secrets.json")))!;

    /// <summary>A client with a token that somebody brings along, such as it is.</summary>
    public HttpClient With(string token)
    {
        var client = Anonymous();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        return client;
    }

    /// <summary>Tells the running AppHost to <c>kill</c>, <c>stop</c> or <c>start</c> one of its resources.</summary>
    public Task<string> ControlAsync(string request) =>
        ResourceControl.SendAsync(folder, request, TestContext.Current.CancellationToken);

    /// <summary>Telemetry leaves in batches: once a later mark has arrived, everything before it has.</summary>
    public async Task TelemetrySentAsync()
    {
        var trace = Guid.NewGuid().ToString("N");
        using var gp = await AsAsync("gp");
        gp.DefaultRequestHeaders.Add("traceparent", $"00-{trace}-00f067aa0ba902b7-01");
        await Neighbourhood.FindServiceAsync(gp);
        await Eventually.Async(() => Telemetry.HoldsSpansOf(trace, "gateway") && Telemetry.HoldsSpansOf(trace, "directory"), TimeSpan.FromSeconds(60));
    }

    /// <summary>Waits until the gateway's status calls the service healthy again.</summary>
    public async Task HealthyAsync(string service)
    {
        using var operations = await AsAsync("operator");
        await Eventually.Async(async () =>
        {
            var status = await operations.GetFromJsonAsync<JsonElement>(new Uri("/status", UriKind.Relative));
            return status.GetProperty("services").EnumerateArray()
                .Any(s => s.GetProperty("name").GetString() == service && s.GetProperty("status").GetString() == "healthy");
        }, TimeSpan.FromSeconds(90), $"{service}'s health");
    }

    /// <summary>A database as the server's superuser sees it.</summary>
    public string Superuser(string database)
    {
        // The server's own note: process id, folder, start, port.
        var note = File.ReadAllLines(Path.Combine(folder, "postgres", "data", "postmaster.pid"));
        var password = File.ReadAllText(Path.Combine(folder, "postgres", "password")).Trim();
        return $"Host=127.0.0.1;Port={note[3]};Username=postgres;Password={password};Database={database};Pooling=false";
    }

    /// <summary>The broker as the services see it: among the processes of this system one has its address.</summary>
    public Uri Broker()
    {
        const string setting = "ConnectionStrings__rabbitmq=";
        foreach (var process in Directory.EnumerateDirectories("/proc").Where(d => Path.GetFileName(d).All(char.IsAsciiDigit)))
        {
            string[] environment;
            try
            {
                environment = File.ReadAllText(Path.Combine(process, "environ")).Split('\0');
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                continue;   // it has just ended, or is somebody else's
            }

            if (environment.Contains($"OTEL_EXPORTER_OTLP_ENDPOINT={Telemetry.Address}")
                && environment.FirstOrDefault(v => v.StartsWith(setting, StringComparison.Ordinal)) is { } found)
                return new(found[setting.Length..]);
        }

        throw new InvalidOperationException("No process of this system knows the broker.");
    }

    /// <summary>Everything that the broker keeps on the disk.</summary>
    public IEnumerable<string> BrokerFiles() =>
        Directory.EnumerateFiles(Path.Combine(folder, "rabbitmq"), "*", SearchOption.AllDirectories);

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
        {
            Process.Start("kill", ["-TERM", $"{process.Id}"])?.WaitForExit();
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            await process.WaitForExitAsync(patience.Token);
        }

        process?.Dispose();
        if (telemetry is not null) await telemetry.DisposeAsync();
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    public async Task<string> TokenAsync(string persona)
    {
        var now = TimeProvider.System.GetUtcNow();
        if (tokens.TryGetValue(persona, out var known) && known.Until > now) return known.Token;

        using var client = Anonymous();
        var asked = persona == PlaceLoader
            ? new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials",
                ["client_id"] = PlaceLoader,
                ["client_secret"] = Secret("place-loader-secret"),
            }
            : new Dictionary<string, string>
            {
                ["grant_type"] = "urn:integrated-care:persona",
                ["persona"] = persona,
            };
        using var answer = await SignInAsync(client, asked);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var token = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
        tokens[persona] = (token, now.AddMinutes(10));
        return token;
    }

    // Every test comes from one address, and some spend all that it may: whoever is told when to come again does so, as any client would.
    private static async Task<HttpResponseMessage> SignInAsync(HttpClient client, Dictionary<string, string> asked)
    {
        HttpResponseMessage? answer = null;
        DateTimeOffset comeAgain = default;
        await Eventually.Async(async () =>
        {
            if (TimeProvider.System.GetUtcNow() < comeAgain) return false;

            answer?.Dispose();
            using var form = new FormUrlEncodedContent(asked);
            answer = await client.PostAsync(new Uri("/identity/token", UriKind.Relative), form, TestContext.Current.CancellationToken);
            if (answer.StatusCode != HttpStatusCode.TooManyRequests) return true;

            comeAgain = TimeProvider.System.GetUtcNow() + WaitOf(answer);
            return false;
        }, SignInMax, "A token");
        return answer ?? throw new InvalidOperationException("Nobody asked for a token.");
    }

    private static TimeSpan WaitOf(HttpResponseMessage refusal) => refusal.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - TimeProvider.System.GetUtcNow(),
        _ => TimeSpan.FromSeconds(1),
    };

    private void Keep(string? line)
    {
        if (line is not null) output.Enqueue(line);
    }

    private static bool IsReady(string line) =>
        line.Contains("Ready after", StringComparison.Ordinal) || line.Contains("not complete", StringComparison.Ordinal);

    // Built beside this assembly's own project, in the same configuration.
    private static string AppHostProgram()
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        var (framework, configuration) = (here.Name, here.Parent!.Name);
        var root = here;
        while (!File.Exists(Path.Combine(root.FullName, "IntegratedCare.sln"))) root = root.Parent!;
        return Path.Combine(root.FullName, "AppHost", "bin", configuration, framework, "AppHost.dll");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
