namespace IntegratedCare.AppHost.LocalHosting;

/// <summary>Chooses where each replica of a project listens.</summary>
internal static class Addresses
{
    /// <remarks>
    /// What people use listens at both names of this machine, for browsers try the newer protocol first. What only other
    /// processes use keeps to one.
    /// </remarks>
    public static void Assign(ProjectResource project)
    {
        foreach (var (endpoint, scheme) in project.Ports) endpoint.Addresses = [new Uri($"{scheme}://127.0.0.1:{FreePorts.Take()}")];
        if (!project.HasHttpEndpoint) return;
        var host = project.IsExternal ? "localhost" : "127.0.0.1";
        project.HttpEndpoint.Addresses =
        [
            .. Enumerable.Range(0, project.Replicas ?? 1).Select(_ => new Uri($"http://{host}:{project.FixedPort ?? FreePorts.Take()}")),
        ];
    }
}
