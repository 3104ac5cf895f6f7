using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IntegratedCare.DirectoryOfServices.Search.Index;

/// <summary>Ready means that the index has been loaded: until then every search would wait for it.</summary>
internal sealed class SearchIndexHealth(SearchIndex index) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken) =>
        Task.FromResult(index.IsLoaded ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The search index is being loaded."));
}
