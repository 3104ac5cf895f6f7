using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using IntegratedCare.AppHost.LocalHosting.Processes;

namespace IntegratedCare.AppHost.Tests.SystemRuns;

/// <summary>The real AppHost in a process of its own, on data of its own.</summary>
internal sealed class AppHostRun : IDisposable
{
    private readonly Process process;

    private AppHostRun(Process process) => this.process = process;

    public ConcurrentQueue<string> Lines { get; } = new();

    public static AppHostRun Start(params string[] arguments)
    {
        var process = new Process
        {
            StartInfo = new ProcessStartInfo("dotnet", ["exec", Program(), .. arguments])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        var run = new AppHostRun(process);
        process.OutputDataReceived += (_, line) => run.Lines.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => run.Lines.Enqueue(line.Data ?? "");
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return run;
    }

    /// <summary>All that it has started, and what they have started.</summary>
    public IReadOnlyDictionary<int, string> Descendants()
    {
        var parents = new Dictionary<int, (int Parent, string Name)>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
            if (int.TryParse(Path.GetFileName(folder), out var id) && TryReadStatus(folder, out var parent, out var name))
                parents[id] = (parent, name);
        return parents.Where(pair => IsBelow(pair.Key)).ToDictionary(pair => pair.Key, pair => pair.Value.Name);

        bool IsBelow(int id)
        {
            while (parents.TryGetValue(id, out var entry))
            {
                if (entry.Parent == process.Id) return true;
                id = entry.Parent;
            }
            return false;
        }
    }

    public void Signal(Signal signal) => Signals.Send(process.Id, signal);

    public async Task<int> ExitCodeAsync(CancellationToken cancellationToken)
    {
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill();
        process.Dispose();
    }

    // .../tests/AppHost.Tests/bin/<configuration>/<framework>/
    private static string Program()
    {
        var framework = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/'));
        var configuration = framework.Parent!;
        var repository = configuration.Parent!.Parent!.Parent!.Parent!;
        return Path.Combine(repository.FullName, "AppHost", "bin", configuration.Name, framework.Name, "AppHost.dll");
    }

    private static bool TryReadStatus(string folder, out int parent, out string name)
    {
        (parent, name) = (0, "");
        try
        {
            var status = File.ReadAllText(Path.Combine(folder, "stat"));
            var end = status.LastIndexOf(')');
            var rest = status[(end + 2)..].Split(' ');
            (parent, name) = (int.Parse(rest[1], CultureInfo.InvariantCulture), status[(status.IndexOf('(', StringComparison.Ordinal) + 1)..end]);
            return rest[0] != "Z";
        }
        catch (IOException)
        {
            return false;
        }
    }
}
