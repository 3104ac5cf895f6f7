using System.Diagnostics;

namespace IntegratedCare.AppHost.LocalHosting;

/// <summary>The system as it runs: every resource under supervision, started in the order in which they wait for each other.</summary>
internal sealed class LocalSystem : IAsyncDisposable
{
    private readonly Stopwatch sinceStart = Stopwatch.StartNew();
    private readonly CommandLine commandLine;
    private readonly SystemLog log;
    private readonly Dictionary<IResource, IReadOnlyList<Supervised>> instances = [];
    private readonly HashSet<Supervised> needed = [];

    private LocalSystem(CommandLine commandLine, SystemLog log) => (this.commandLine, this.log) = (commandLine, log);

    private IEnumerable<Supervised> All => instances.Values.SelectMany(supervised => supervised).Distinct();

    /// <summary>Servers found or installed, ports chosen: all that can be refused before anything runs.</summary>
    public static async Task<LocalSystem> PrepareAsync(
        IReadOnlyList<IResource> resources, CommandLine commandLine, string environment, DataFolder folder, SystemLog log,
        CancellationToken cancellationToken)
    {
        var projects = resources.OfType<ProjectResource>().ToList();
        ModelChecks.Check(projects, commandLine);
        var system = new LocalSystem(commandLine, log);
        foreach (var project in projects) Addresses.Assign(project);
        log.Introduce(resources.Where(r => r is ProjectResource or PostgresServerResource or RabbitMQServerResource)
            .SelectMany(r => r is ProjectResource project ? InstanceNames(project) : [r.Name]));
        try
        {
            foreach (var postgres in resources.OfType<PostgresServerResource>())
                system.Add(postgres, postgres.Name, await Servers.PrepareAsync(postgres, folder, log, cancellationToken));
            foreach (var rabbitMq in resources.OfType<RabbitMQServerResource>())
                system.Add(rabbitMq, rabbitMq.Name, await Servers.PrepareAsync(rabbitMq, folder, log, cancellationToken));
            foreach (var database in resources.OfType<PostgresDatabaseResource>())
                system.instances[database] = system.instances[database.Parent];
            foreach (var project in projects) system.Add(project, environment);
            foreach (var project in projects) system.Connect(project);
            return system;
        }
        catch
        {
            await system.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs until it is asked to stop, or until a step that others need has failed for good.</summary>
    public async Task RunAsync(StopSignals stop)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop.Asked);
        var running = All.Select(supervised => supervised.RunAsync(ending.Token)).ToList();
        var announcing = AnnounceAsync(ending.Token);
        var failed = await FirstFailureAsync(ending.Token);
        await ending.CancelAsync();
        await Task.WhenAll(running);
        await announcing;
        log.Write("Stopping.");
        await StopAllAsync(stop.Insisted);
        if (failed is not null)
            throw new LocalHostingException($"The system was stopped, for {failed.Name} failed, which the rest needs; its log above says why.");
        log.Write("Stopped.");
    }

    /// <summary>One request of the control socket; the answer is for people and for tests.</summary>
    public Task<string> ObeyAsync(string request, CancellationToken cancellationToken) =>
        new ControlRequests([.. All]).ObeyAsync(request, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        foreach (var supervised in All.Reverse()) await supervised.DisposeAsync();
    }

    private static IEnumerable<string> InstanceNames(ProjectResource project) =>
        project.Replicas is > 1 and var count
            ? Enumerable.Range(1, count).Select(number => $"{project.Name}-{number}")
            : [project.Name];

    private void Add(IResource resource, string name, Workload workload) =>
        instances[resource] = [new Supervised(name, workload, new RestartPolicy(), log, TimeProvider.System)];

    private void Add(ProjectResource project, string environment)
    {
        var supervised = new List<Supervised>();
        foreach (var (index, name) in InstanceNames(project).Index())
        {
            var address = project.HttpEndpoint.Addresses?[index];
            var process = new ProjectProcess(project, name, address, environment, log);
            var health = address is null || project.HealthPath is null ? null : new Uri(address, project.HealthPath);
            var workload = new ProcessWorkload(
                process.DescribeAsync, health, endsByItself: address is null, line => log.Write(name, line));
            supervised.Add(new Supervised(name, workload, new RestartPolicy(), log, TimeProvider.System));
        }
        instances[project] = supervised;
    }

    private void Connect(ProjectResource project)
    {
        foreach (var wait in project.Waits)
            foreach (var other in instances[wait.Resource])
            {
                if (wait.ForCompletion) needed.Add(other);
                foreach (var own in instances[project])
                    own.Dependencies.Add(wait.ForCompletion ? SuccessAsync(other) : other.FirstReady);
            }
    }

    private static async Task SuccessAsync(Supervised step)
    {
        if (await step.Completion) return;
        await Task.Delay(Timeout.Infinite);   // given up: those who need it never start
    }

    private async Task<Supervised?> FirstFailureAsync(CancellationToken cancellationToken)
    {
        var failures = needed.Select(async step =>
        {
            if (await step.Completion.WaitAsync(cancellationToken)) await Task.Delay(Timeout.Infinite, cancellationToken);
            return step;
        });
        try
        {
            return await await Task.WhenAny([.. failures, NeverAsync(cancellationToken)]);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private static async Task<Supervised> NeverAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        throw new UnreachableException();
    }

    private async Task AnnounceAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(All.Where(s => !s.EndsByItself).Select(s => s.FirstReady)).WaitAsync(cancellationToken);
            var steps = All.Where(s => s.EndsByItself).ToList();
            await Task.WhenAll(steps.Select(s => s.Completion)).WaitAsync(cancellationToken);
            var address = instances.Keys.OfType<ProjectResource>().Where(project => project.IsExternal)
                .Select(project => project.HttpEndpoint.First).FirstOrDefault();
            var failed = steps.Where(s => s.State is SupervisedState.Failed).Select(s => s.Name).ToList();
            log.Write(ReadyLine.Of(address, commandLine.Demonstration, sinceStart.Elapsed, failed));
        }
        catch (OperationCanceledException)
        {
            // It is stopped before it was ready.
        }
    }

    // Programs first and all at once, servers last: so each can finish what it holds.
    private async Task StopAllAsync(CancellationToken atOnce)
    {
        var servers = instances.Where(pair => pair.Key is not ProjectResource).SelectMany(pair => pair.Value).Distinct().ToList();
        await Task.WhenAll(All.Except(servers).Select(supervised => StopAsync(supervised, atOnce)));
        await Task.WhenAll(servers.Select(supervised => StopAsync(supervised, atOnce)));
    }

    private static async Task StopAsync(Supervised supervised, CancellationToken atOnce)
    {
        try
        {
            await supervised.StopAsync(atOnce);
        }
        catch (OperationCanceledException)
        {
            await supervised.KillAsync(CancellationToken.None);
        }
    }
}
