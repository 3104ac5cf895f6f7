using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace IntegratedCare.Kernel.Operations;

/// <summary>Stops the start of a service that lacks what it cannot work without, and names all of it at once.</summary>
/// <remarks>Otherwise the first person whose data is to be written would find out.</remarks>
internal sealed class RequiredSettings(IConfiguration configuration) : IHostedService
{
    private static readonly string[] Names = ["ConnectionStrings:database", "ConnectionStrings:rabbitmq", "PersonalData:PseudonymKey"];

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var missing = Names.Where(name => string.IsNullOrWhiteSpace(configuration[name])).ToList();
        return missing.Count == 0
            ? Task.CompletedTask
            : throw new InvalidOperationException(
                $"Not set: {string.Join(", ", missing)}. Give it by the environment (__ for :) or as a file in the SecretsDirectory.");
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
