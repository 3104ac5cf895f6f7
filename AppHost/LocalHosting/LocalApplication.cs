namespace IntegratedCare.AppHost.LocalHosting;

/// <summary>Does what the command line asks: help, a word to a system that runs, or running one.</summary>
internal sealed class LocalApplication(
    CommandLine commandLine, string environment, SecretStore secrets, IReadOnlyList<IResource> resources)
{
    private const int Done = 0;
    private const int Failed = 1;
    private const int NotUnderstood = 2;

    public async Task<int> RunAsync()
    {
        if (commandLine.Refusal is { } refusal) return await SayAsync(refusal, NotUnderstood);
        if (commandLine.ShowHelp)
        {
            Console.WriteLine(CommandLine.Help);
            return Done;
        }
        var data = DataFolder.Locate(commandLine.Data, commandLine.Place);
        using var stop = new StopSignals();
        try
        {
            if (commandLine.ControlRequest is { } request)
            {
                Console.WriteLine(await ResourceControl.SendAsync(data, request, stop.Asked));
                return Done;
            }
            await RunSystemAsync(data, stop);
            return Done;
        }
        catch (LocalHostingException failure)
        {
            return await SayAsync(failure.Message, Failed);
        }
        catch (UnauthorizedAccessException failure)
        {
            return await SayAsync($"{failure.Message} Use a data folder of your own (--data).", Failed);
        }
        catch (OperationCanceledException) when (stop.Asked.IsCancellationRequested)
        {
            return Done;
        }
    }

    private async Task RunSystemAsync(string data, StopSignals stop)
    {
        if (!OperatingSystem.IsLinux())
            throw new LocalHostingException(
                "The local engine runs the servers of a Linux distribution: on this system run it in WSL or a container, or with Aspire (-p:UseAspire=true).");
        var log = SystemLog.ForConsole();
        using var folder = DataFolder.Open(data, commandLine.Fresh);
        secrets.Open(folder.Secrets);
        await using var system = await LocalSystem.PrepareAsync(resources, commandLine, environment, folder, log, stop.Asked);
        await using var control = ControlServer.Open(folder.Path, system.ObeyAsync);
        await system.RunAsync(stop);
    }

    private static async Task<int> SayAsync(string sentence, int exitCode)
    {
        await Console.Error.WriteLineAsync(sentence);
        return exitCode;
    }
}
