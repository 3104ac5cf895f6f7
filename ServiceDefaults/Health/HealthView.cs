using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IntegratedCare.ServiceDefaults.Health;

/// <summary>How a process is, for anyone who asks; why it is so stands in its log only.</summary>
internal sealed record HealthView(HealthStatus Status, IReadOnlyList<HealthView.Check> Checks)
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static HealthView Of(HealthReport report) =>
        new(report.Status, [.. report.Entries.Select(entry => new Check(entry.Key, entry.Value.Status))]);

    internal sealed record Check(string Name, HealthStatus Status);
}
