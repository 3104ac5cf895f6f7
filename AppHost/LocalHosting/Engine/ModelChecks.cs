namespace IntegratedCare.AppHost.LocalHosting;

/// <summary>What the command line asks of the model and the model cannot do.</summary>
internal static class ModelChecks
{
    public static void Check(IReadOnlyList<ProjectResource> projects, CommandLine commandLine)
    {
        var repeatable = projects.Where(project => project.Replicas is not null).Select(project => project.Name).ToList();
        var unknown = commandLine.Replicas.Keys.Except(repeatable).FirstOrDefault();
        if (unknown is not null)
            throw new LocalHostingException($"--replicas {unknown}: there may be replicas of {string.Join(", ", repeatable)} only.");

        foreach (var port in projects.Select(project => project.FixedPort).OfType<int>())
            if (!FreePorts.IsFree(port))
                throw new LocalHostingException($"Port {port} is in use on this machine: choose another with --port.");

        var missing = projects.FirstOrDefault(project => !File.Exists(project.Metadata.TargetPath));
        if (missing is not null)
            throw new LocalHostingException($"{missing.Metadata.TargetPath} does not exist: build first (dotnet build AppHost).");
    }
}
