using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace IntegratedCare.Testing.Peers;

/// <summary>A server of somebody else's making that runs under node while a test needs it. It is told by lines of JSON, and answers so.</summary>
public sealed class Peer : IAsyncDisposable
{
    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(60);
    private static readonly string Folder = typeof(Peer).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "Peers").Value!;

    private readonly Process process;

    private Peer(Process process) => this.process = process;

    /// <summary>Starts the script with its settings; what it says first says that it is ready.</summary>
    public static async Task<(Peer Peer, JsonElement Ready)> StartAsync(string script, object settings)
    {
        var start = new ProcessStartInfo("node", [script])
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var peer = new Peer(Process.Start(start) ?? throw new InvalidOperationException("node does not start."));
        return (peer, await peer.AskAsync(settings));
    }

    public async Task<JsonElement> AskAsync(object order)
    {
        await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(order, JsonSerializerOptions.Web));
        await process.StandardInput.FlushAsync();
        using var patience = new CancellationTokenSource(AnswerMax);
        var line = await process.StandardOutput.ReadLineAsync(patience.Token)
            ?? throw new InvalidOperationException($"{process.StartInfo.ArgumentList[0]} has ended.");
        return JsonDocument.Parse(line).RootElement;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
