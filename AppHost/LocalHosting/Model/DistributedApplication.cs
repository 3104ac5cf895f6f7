using IntegratedCare.AppHost.LocalHosting;

namespace Aspire.Hosting;

/// <summary>The whole system, as Program.cs has described it.</summary>
internal sealed class DistributedApplication
{
    private readonly LocalApplication application;

    internal DistributedApplication(LocalApplication application) => this.application = application;

    public static IDistributedApplicationBuilder CreateBuilder(string[] args) => new DistributedApplicationBuilder(args);

    /// <summary>Runs until it is told to stop. The process then ends with 0, or with the reason that was written last.</summary>
    public void Run() => System.Environment.ExitCode = application.RunAsync().GetAwaiter().GetResult();
}
