using System.Diagnostics;
using System.Text;

namespace IntegratedCare.AppHost.LocalHosting.Processes;

/// <summary>A short command that runs to its end; its output is kept to explain a failure.</summary>
internal sealed record Command(string FileName, IReadOnlyList<string> Arguments)
{
    private const int OutputCharactersMax = 16_000;

    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    public string? StandardInput { get; init; }

    /// <summary>Each line as it comes, for commands that take long enough to be watched.</summary>
    public Action<string>? Log { get; init; }

    public async Task<CommandResult> RunAsync(CancellationToken cancellationToken)
    {
        var info = new ProcessStartInfo(FileName, Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = "/",
        };
        foreach (var (name, value) in Environment) info.Environment[name] = value;

        using var process = new Process { StartInfo = info };
        var output = new StringBuilder();
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await process.StandardInput.WriteAsync(StandardInput.AsMemory(), cancellationToken);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading; its exit code tells the story.
        }
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        lock (output) return new CommandResult(process.ExitCode, output.ToString().Trim());

        void Keep(string? line)
        {
            if (line is null) return;
            Log?.Invoke(line);
            lock (output)
                if (output.Length < OutputCharactersMax) output.AppendLine(line);
        }
    }

    /// <summary>As <see cref="RunAsync"/>, but a failure becomes the sentence <paramref name="purpose"/> with the command's own words.</summary>
    public async Task<string> RunOrThrowAsync(string purpose, CancellationToken cancellationToken)
    {
        var result = await RunAsync(cancellationToken);
        return result.ExitCode == 0
            ? result.Output
            : throw new LocalHostingException($"{purpose} failed ({Path.GetFileName(FileName)} ended with {result.ExitCode}): {result.Output}");
    }
}

internal sealed record CommandResult(int ExitCode, string Output);
