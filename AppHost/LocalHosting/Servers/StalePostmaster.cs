using System.Globalization;
using IntegratedCare.AppHost.LocalHosting.Processes;

namespace IntegratedCare.AppHost.LocalHosting;

/// <summary>Reads <c>postmaster.pid</c>, by which PostgreSQL tells who runs on a data folder and how far it has come.</summary>
internal static class StalePostmaster
{
    private const int StatusLine = 7;
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMilliseconds(25);

    public static bool IsReady(string dataFolder, int processId)
    {
        var lines = ReadLines(dataFolder);
        return lines.Length > StatusLine
            && lines[0] == processId.ToString(CultureInfo.InvariantCulture)
            && lines[StatusLine].Trim() == "ready";
    }

    /// <summary>
    /// Removes the trace of a server that no longer runs. After a power cut its process id may belong to somebody else, and
    /// PostgreSQL, which sees only that the process exists, would refuse to start. A server that does still run there ends.
    /// </summary>
    public static async Task RemoveAsync(string dataFolder, CancellationToken cancellationToken)
    {
        var lines = ReadLines(dataFolder);
        if (lines.Length == 0) return;
        if (int.TryParse(lines[0], CultureInfo.InvariantCulture, out var processId))
            while (IsPostmasterOf(dataFolder, processId))
            {
                Signals.Send(processId, Signal.Quit);
                await Task.Delay(LookAgainAfter, cancellationToken);
            }
        File.Delete(Path.Combine(dataFolder, "postmaster.pid"));
    }

    private static bool IsPostmasterOf(string dataFolder, int processId)
    {
        try
        {
            return File.ReadAllText($"/proc/{processId}/cmdline").Split('\0').Contains(dataFolder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string[] ReadLines(string dataFolder)
    {
        try
        {
            return File.ReadAllLines(Path.Combine(dataFolder, "postmaster.pid"));
        }
        catch (IOException)
        {
            return [];
        }
    }
}
