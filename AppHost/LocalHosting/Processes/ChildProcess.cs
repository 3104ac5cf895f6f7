using System.ComponentModel;
using System.Diagnostics;

namespace IntegratedCare.AppHost.LocalHosting.Processes;

/// <summary>What to start: a program, what it sees, and how it is ended when we are gone.</summary>
internal sealed record ChildProcessStart(string FileName, IReadOnlyList<string> Arguments)
{
    /// <summary>Added to our own environment; a null value takes a variable away.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    public string WorkingDirectory { get; init; } = "/";

    /// <summary>Each line of standard output and standard error; called from several threads.</summary>
    public Action<string> Log { get; init; } = static _ => { };

    /// <summary>The first signal that the guardian sends when this process has died.</summary>
    public Signal LastSignal { get; init; } = Signal.Kill;
}

/// <summary>
/// One process in a session and group of its own: a Ctrl-C at the terminal does not reach it, a signal to its group reaches
/// all its children, and the <see cref="Guardian"/> knows it before its first instruction.
/// </summary>
internal sealed class ChildProcess : IDisposable
{
    // Waits until the guardian has been told; after that the shell *becomes* the program, so the process id is the program's.
    // Not leading a group, it gets the new session without a fork. Bash, because dash drops variables whose names a shell could not
    // write, such as Clients__place-loader__Secret.
    private const string Launcher = """read -r go || exit 125; exec setsid "$@" </dev/null""";
    private static readonly TimeSpan OutputDrainTimeMax = TimeSpan.FromSeconds(2);

    private readonly Process process;
    private readonly TaskCompletionSource<int> exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource outputEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource errorsEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private volatile bool isGone;   // its id may soon be somebody else's

    private ChildProcess(Process process) => this.process = process;

    public int Id { get; private set; }

    /// <summary>Ends with the exit code (128 + signal when a signal ended it).</summary>
    public Task<int> Exited => exited.Task;

    public bool HasExited => exited.Task.IsCompleted;

    public static ChildProcess Start(ChildProcessStart start)
    {
        var info = new ProcessStartInfo("/bin/bash", ["-c", Launcher, "bash", start.FileName, .. start.Arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = start.WorkingDirectory,
        };
        foreach (var (name, value) in start.Environment) info.Environment[name] = value;

        var process = new Process { StartInfo = info, EnableRaisingEvents = true };
        var child = new ChildProcess(process);
        process.OutputDataReceived += (_, line) => Pass(line.Data, child.outputEnded);
        process.ErrorDataReceived += (_, line) => Pass(line.Data, child.errorsEnded);
        process.Exited += (_, _) => _ = child.OnExitedAsync();
        try
        {
            process.Start();
        }
        catch (Win32Exception failure)
        {
            throw new LocalHostingException($"{start.FileName} could not be started: {failure.Message}", failure);
        }
        child.Id = process.Id;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        Guardian.Instance.Watch(child.Id, start.LastSignal);
        child.Release();
        return child;

        void Pass(string? line, TaskCompletionSource ended)
        {
            if (line is null) ended.TrySetResult();
            else start.Log(line);
        }
    }

    public void Signal(Signal signal)
    {
        if (isGone) return;
        if (!Signals.SendToGroup(Id, signal)) Signals.Send(Id, signal);
    }

    /// <summary>Asks with <paramref name="signal"/>, and ends the whole group by force when that takes longer than the grace.</summary>
    public async Task<int> StopAsync(Signal signal, TimeSpan grace, CancellationToken cancellationToken)
    {
        Signal(signal);
        try
        {
            return await Exited.WaitAsync(grace, cancellationToken);
        }
        catch (TimeoutException)
        {
            Signal(Processes.Signal.Kill);
            return await Exited.WaitAsync(cancellationToken);
        }
    }

    public void Dispose()
    {
        Signal(Processes.Signal.Kill);
        if (Exited.Wait(TimeSpan.FromSeconds(5))) process.Dispose();
    }

    private void Release()
    {
        try
        {
            process.StandardInput.WriteLine("go");
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It was killed before it began; Exited says so.
        }
    }

    private async Task OnExitedAsync()
    {
        isGone = true;
        var code = process.ExitCode;
        // What the program leaves behind in its group (a server's workers, a script's children) ends with it.
        Signals.SendToGroup(process.Id, Processes.Signal.Kill);
        Guardian.Instance.Release(process.Id);
        // The last lines often say why it ended: give them a moment, but a descendant elsewhere may hold the pipe for ever.
        var drained = Task.WhenAll(outputEnded.Task, errorsEnded.Task);
        await Task.WhenAny(drained, Task.Delay(OutputDrainTimeMax));
        exited.TrySetResult(code);
    }
}
