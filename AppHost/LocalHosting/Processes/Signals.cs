using System.Runtime.InteropServices;

namespace IntegratedCare.AppHost.LocalHosting.Processes;

/// <summary>The signals that the engine sends, by the name that <c>kill -s</c> knows.</summary>
internal enum Signal
{
    Int = 2,
    Quit = 3,
    Kill = 9,
    Term = 15,
}

internal static class Signals
{
    /// <summary>Sends to the process and to all who share its group; false when none of them is there.</summary>
    /// <remarks>Never to group 0, which is our own, or by -1 to everybody.</remarks>
    public static bool SendToGroup(int leader, Signal signal) => leader > 1 && kill(-leader, (int)signal) == 0;

    /// <summary>Sends to one process; false when it is not there or belongs to somebody else.</summary>
    public static bool Send(int processId, Signal signal) => processId > 1 && kill(processId, (int)signal) == 0;

    /// <summary>The spelling that the shell's <c>kill -s</c> takes.</summary>
    public static string ShellName(this Signal signal) => signal switch
    {
        Signal.Int => "INT",
        Signal.Quit => "QUIT",
        Signal.Kill => "KILL",
        Signal.Term => "TERM",
    };

    [DllImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int kill(int processId, int signal);
}
