using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using IntegratedCare.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IntegratedCare.Kernel.Tests.Audit;

/// <summary>The sample service as a process of its own, which can be killed as a power cut would.</summary>
internal sealed class SampleProcess : IAsyncDisposable
{
    private readonly Process process;

    private SampleProcess(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    public static async Task<SampleProcess> StartAsync(RealServers servers, SampleHost sample)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        // Another replica of the same service: the same database, and so the same keys.
        var settings = sample.Host.Services.GetRequiredService<IConfiguration>();
        var process = Process.Start(new ProcessStartInfo("dotnet", ["exec", Program()])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["ASPNETCORE_URLS"] = address.ToString(),
                ["ConnectionStrings__database"] = sample.Host.ConnectionString,
                ["ConnectionStrings__rabbitmq"] = settings["ConnectionStrings:rabbitmq"],
                ["PersonalData__Key"] = settings["PersonalData:Key"],
                ["PersonalData__PseudonymKey"] = settings["PersonalData:PseudonymKey"],
                ["services__identity__http__0"] = servers.Tokens.Address,
            },
        }) ?? throw new InvalidOperationException("The sample service did not start.");
        var said = new ConcurrentQueue<string?>();
        process.OutputDataReceived += (_, line) => said.Enqueue(line.Data);
        process.ErrorDataReceived += (_, line) => said.Enqueue(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var client = new HttpClient { BaseAddress = address };
        await Eventually.Async(async () => process.HasExited || await AnswersAsync(client), TimeSpan.FromSeconds(90), "The sample service's process");
        return process.HasExited
            ? throw new InvalidOperationException($"The sample service ended: {string.Join('\n', said)}")
            : new(process, address);
    }

    /// <summary>SIGKILL: nothing is finished, nothing is flushed.</summary>
    public Task KillAsync()
    {
        process.Kill(entireProcessTree: true);
        return process.WaitForExitAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) await KillAsync();
        process.Dispose();
    }

    private static async Task<bool> AnswersAsync(HttpClient client)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri("/alive", UriKind.Relative));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    // Built beside this assembly's own project, in the same configuration.
    private static string Program()
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        var tests = here.Parent!.Parent!.Parent!.Parent!.FullName;
        return Path.Combine(tests, "SampleService", "bin", here.Parent.Name, here.Name, "SampleService.dll");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
