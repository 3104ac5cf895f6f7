namespace IntegratedCare.AppHost.Tests;

/// <summary>What runs on this machine; a process that has ended but that nobody has collected does not run.</summary>
internal static class RunningProcesses
{
    public static bool IsAlive(int processId)
    {
        try
        {
            var status = File.ReadAllText($"/proc/{processId}/stat");
            return status[status.LastIndexOf(')') + 2] != 'Z';
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Processes with this text in their command line or environment.</summary>
    public static IReadOnlyList<int> Mentioning(string text) =>
    [
        .. Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), out var id) ? id : 0)
            .Where(id => id != 0 && id != Environment.ProcessId && IsAlive(id))
            .Where(id => Read(id, "cmdline").Contains(text, StringComparison.Ordinal)
                || Read(id, "environ").Contains(text, StringComparison.Ordinal)),
    ];

    private static string Read(int processId, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{processId}/{file}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
