using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace IntegratedCare.Testing.Fhir;

/// <summary>The independent R4 validator (npm <c>fhir</c>) in one process of node for all that a test asks about.</summary>
public sealed class FhirValidator : IDisposable
{
    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(120);
    private static readonly string Folder = typeof(FhirValidator).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "FhirPeers").Value!;

    private readonly Process process = Process.Start(new ProcessStartInfo("node", ["validate.mjs"])
    {
        WorkingDirectory = Folder,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    }) ?? throw new InvalidOperationException("node does not start.");

    /// <summary>What is wrong with a resource; nothing where it is good.</summary>
    public async Task<IReadOnlyList<string>> FaultsAsync(JsonElement resource)
    {
        await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(resource));
        using var patience = new CancellationTokenSource(AnswerMax);
        await process.StandardInput.FlushAsync(patience.Token);
        var line = await process.StandardOutput.ReadLineAsync(patience.Token) ?? throw new InvalidOperationException("The validator has ended.");
        return JsonSerializer.Deserialize<List<string>>(line) ?? [];
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        process.Dispose();
    }
}
