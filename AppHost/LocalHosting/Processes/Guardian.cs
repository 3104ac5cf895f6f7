using System.Diagnostics;
using System.Globalization;

namespace IntegratedCare.AppHost.LocalHosting.Processes;

/// <summary>
/// A shell of one megabyte that outlives this process by a moment: it holds a pipe from us, and when the pipe closes,
/// however we ended, it ends every process group that we had told it about.
/// </summary>
/// <remarks>
/// The kernel closes the pipe even after <c>kill -9</c>, where no code of ours runs any more. A parent-death signal would not do:
/// it follows the thread that forked, not the process, and is lost when a server changes its user.
/// </remarks>
internal sealed class Guardian
{
    private const string Script = """
        exec >/dev/null 2>&1
        trap '' HUP INT TERM
        list=
        while read -r verb pid signal; do
          kept=
          for entry in $list; do [ "${entry%%:*}" = "$pid" ] || kept="$kept $entry"; done
          list=$kept
          [ "$verb" = watch ] && list="$list $pid:$signal"
        done
        for entry in $list; do
          kill -s "${entry#*:}" -- "-${entry%%:*}" || kill -s KILL "${entry%%:*}"
        done
        tries=0
        while [ $tries -lt 30 ]; do
          alive=
          for entry in $list; do kill -s 0 -- "-${entry%%:*}" && alive=1; done
          [ "$alive" ] || exit 0
          sleep 0.1
          tries=$((tries + 1))
        done
        for entry in $list; do kill -s KILL -- "-${entry%%:*}"; done
        """;

    private readonly Lock gate = new();
    private readonly Dictionary<int, Signal> watched = [];
    private Process? shell;

    private Guardian() { }

    public static Guardian Instance { get; } = new();

    /// <summary>From now on the group of this process ends with us, by <paramref name="lastSignal"/> and then by force.</summary>
    public void Watch(int processId, Signal lastSignal)
    {
        lock (gate)
        {
            watched[processId] = lastSignal;
            if (shell is { HasExited: false })
                Tell($"watch {processId} {lastSignal.ShellName()}");
            else
                Start();
        }
    }

    public void Release(int processId)
    {
        lock (gate)
        {
            watched.Remove(processId);
            if (shell is { HasExited: false }) Tell($"release {processId} -");
        }
    }

    private void Start()
    {
        shell?.Dispose();
        // Its own session: Ctrl-C at the terminal must reach us first, and not the guardian at all.
        shell = Process.Start(new ProcessStartInfo("setsid", ["/bin/sh", "-c", Script])
        {
            RedirectStandardInput = true,
            UseShellExecute = false,
            WorkingDirectory = "/",
        }) ?? throw new LocalHostingException("The guardian shell could not be started.");
        foreach (var (processId, signal) in watched) Tell($"watch {processId} {signal.ShellName()}");
    }

    private void Tell(FormattableString line)
    {
        try
        {
            shell!.StandardInput.WriteLine(line.ToString(CultureInfo.InvariantCulture));
            shell.StandardInput.Flush();
        }
        catch (IOException)
        {
            // Somebody killed the guardian between the check and the write: the next Watch starts another.
        }
    }
}
