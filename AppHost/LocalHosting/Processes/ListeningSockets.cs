using System.Globalization;

namespace IntegratedCare.AppHost.LocalHosting.Processes;

/// <summary>Which process listens where, as the kernel tells it.</summary>
internal static class ListeningSockets
{
    private const string Listening = "0A";
    private const int LocalAddressColumn = 1;
    private const int StateColumn = 3;
    private const int InodeColumn = 9;

    /// <summary>
    /// Whether this very process listens on the port. An answer alone does not tell: where the port was taken meanwhile, it is
    /// somebody else's.
    /// </summary>
    public static bool BelongTo(int processId, int port)
    {
        var inodes = InodesOn(port);
        try
        {
            return Directory.EnumerateFiles($"/proc/{processId}/fd")
                .Select(file => File.ResolveLinkTarget(file, returnFinalTarget: false)?.Name ?? "")
                .Any(inodes.Contains);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;   // it has just ended
        }
    }

    private static HashSet<string> InodesOn(int port)
    {
        var end = ':' + port.ToString("X4", CultureInfo.InvariantCulture);
        return
        [
            .. new[] { "/proc/net/tcp", "/proc/net/tcp6" }.Where(File.Exists).SelectMany(File.ReadLines)
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(columns => columns.Length > InodeColumn && columns[StateColumn] == Listening
                    && columns[LocalAddressColumn].EndsWith(end, StringComparison.Ordinal))
                .Select(columns => $"socket:[{columns[InodeColumn]}]"),
        ];
    }
}
