using System.Globalization;
using System.Runtime.InteropServices;

namespace IntegratedCare.AppHost.LocalHosting;

/// <summary>
/// Somebody wants the system to end: Ctrl-C, a signal, a closed terminal, or the end of the <c>dotnet run</c> that started us. The
/// second time they mean at once.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource asked = new();
    private readonly CancellationTokenSource insisted = new();
    private readonly List<PosixSignalRegistration> registrations = [];
    private readonly Timer? parentWatch;

    public StopSignals()
    {
        PosixSignal[] signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT];
        foreach (var signal in signals) registrations.Add(PosixSignalRegistration.Create(signal, OnSignal));
        // dotnet run passes on what it is sent, except what it cannot see coming: kill -9.
        if (ParentId() is { } parent && IsDotnetRun(parent))
            parentWatch = new Timer(_ => { if (ParentId() != parent) Stop(); }, null, LookAgainAfter, LookAgainAfter);
    }

    public CancellationToken Asked => asked.Token;

    public CancellationToken Insisted => insisted.Token;

    public void Dispose()
    {
        parentWatch?.Dispose();
        registrations.ForEach(registration => registration.Dispose());
        asked.Dispose();
        insisted.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;   // we end the process ourselves, after everything else has ended
        if (asked.IsCancellationRequested) insisted.Cancel();
        Stop();
    }

    private void Stop()
    {
        if (!asked.IsCancellationRequested) asked.Cancel();
    }

    private static int? ParentId()
    {
        if (!OperatingSystem.IsLinux()) return null;
        var status = File.ReadAllText("/proc/self/stat");
        var afterName = status[(status.LastIndexOf(')') + 2)..].Split(' ');
        return int.Parse(afterName[1], CultureInfo.InvariantCulture);
    }

    private static bool IsDotnetRun(int processId)
    {
        try
        {
            var words = File.ReadAllText($"/proc/{processId}/cmdline").Split('\0');
            return Path.GetFileName(words[0]) == "dotnet" && words.Contains("run");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
