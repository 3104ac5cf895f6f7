using System.Globalization;
using System.Runtime.InteropServices;
using IntegratedCare.AppHost.LocalHosting.Processes;

namespace IntegratedCare.AppHost.LocalHosting;

/// <summary>How one replica of a project is started: the program, its arguments and all it is told.</summary>
internal sealed record ProjectProcess(ProjectResource Project, string Name, Uri? Address, string EnvironmentName, SystemLog Log)
{
    public async Task<ChildProcessStart> DescribeAsync(CancellationToken cancellationToken) =>
        new(DotnetHost, ["exec", Project.Metadata.TargetPath, .. Project.Arguments])
        {
            WorkingDirectory = Path.GetDirectoryName(Project.Metadata.ProjectPath) ?? "/",
            Environment = await EnvironmentAsync(cancellationToken),
            Log = line => Log.Write(Name, line),
        };

    private async Task<Dictionary<string, string?>> EnvironmentAsync(CancellationToken cancellationToken)
    {
        var told = new Dictionary<string, string>
        {
            ["DOTNET_ENVIRONMENT"] = EnvironmentName,
            ["ASPNETCORE_ENVIRONMENT"] = EnvironmentName,
            ["OTEL_SERVICE_NAME"] = Project.Name,
            ["OTEL_RESOURCE_ATTRIBUTES"] = ResourceAttributes(),
            // Many small processes on few cores: what a replica saves by compiling twice, it pays in memory.
            ["DOTNET_gcServer"] = "0",
            ["DOTNET_TieredPGO"] = "0",
        };
        foreach (var entry in Project.Environment) await entry(told, cancellationToken);
        var environment = told.ToDictionary(pair => pair.Key, string? (pair) => pair.Value);
        // These are AppHost's own, from its launch profile or the shell, and would make every service listen at one address.
        foreach (var name in new[] { "ASPNETCORE_URLS", "ASPNETCORE_HTTP_PORTS", "ASPNETCORE_HTTPS_PORTS", "DOTNET_LAUNCH_PROFILE" })
            environment[name] = null;
        if (Address is not null) environment["ASPNETCORE_URLS"] = Address.GetLeftPart(UriPartial.Authority);
        return environment;
    }

    private string ResourceAttributes()
    {
        var given = Environment.GetEnvironmentVariable("OTEL_RESOURCE_ATTRIBUTES");
        var own = $"service.instance.id={Name}-{Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture)[..8]}";
        return string.IsNullOrEmpty(given) ? own : $"{given},{own}";
    }

    // The runtime that runs us runs them: <root>/shared/Microsoft.NETCore.App/<version>/
    private static string DotnetHost => Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../../dotnet"));
}
