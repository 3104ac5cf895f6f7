using System.Text.Json;
using IntegratedCare.Gateway.Routes;
using IntegratedCare.Gateway.Sessions;

namespace IntegratedCare.Gateway.Status;

/// <summary>Asks one service how it is: each replica for its health, any one of them for what is waiting.</summary>
internal sealed class ServiceInspection(BackEnds backEnds, CallerTokens callerTokens)
{
    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(2);

    public async Task<ServiceReport> InspectAsync(
        string service, HttpContext context, CancellationToken cancellationToken)
    {
        var operations = AskAnyAsync(service, context, cancellationToken);
        var replicas = await Task.WhenAll(backEnds.Replicas(service, wellOnly: false).Select(replica =>
            AskHealthAsync(service, replica, cancellationToken)));
        var told = await operations;

        var view = new ServiceStatusView(
            service, Sum(replicas), told?.Version,
            new ReplicasView(replicas.Length, replicas.Count(status => status == ServiceStatus.Healthy)));
        return new ServiceReport(
            view,
            told?.Outbox is { } outbox ? new OutboxView(service, outbox.Pending, outbox.OldestSeconds) : null,
            [.. (told?.ErrorQueues ?? []).Select(queue => new ErrorQueueView(service, queue.Queue, queue.Messages))]);
    }

    private static ServiceStatus Sum(ServiceStatus[] replicas)
    {
        if (Array.TrueForAll(replicas, status => status == ServiceStatus.Unreachable)) return ServiceStatus.Unreachable;
        if (Array.TrueForAll(replicas, status => status == ServiceStatus.Healthy)) return ServiceStatus.Healthy;
        return Array.Exists(replicas, status => status is ServiceStatus.Healthy or ServiceStatus.Degraded)
            ? ServiceStatus.Degraded
            : ServiceStatus.Unhealthy;
    }

    private async Task<ServiceStatus> AskHealthAsync(string service, Uri replica, CancellationToken cancellationToken)
    {
        var health = await AskAsync<HealthAnswer>(service, replica, "/health", authorization: null, cancellationToken);
        return health?.Status switch
        {
            "healthy" => ServiceStatus.Healthy,
            "degraded" => ServiceStatus.Degraded,
            null => ServiceStatus.Unreachable,
            _ => ServiceStatus.Unhealthy,
        };
    }

    private async Task<OperationsAnswer?> AskAnyAsync(
        string service, HttpContext context, CancellationToken cancellationToken)
    {
        var authorization = await callerTokens.ForAsync(context, service, cancellationToken);
        foreach (var replica in backEnds.Replicas(service, wellOnly: true))
        {
            var path = $"/operations/{service}/status";
            if (await AskAsync<OperationsAnswer>(service, replica, path, authorization, cancellationToken) is { } told)
                return told;
        }

        return null;
    }

    /// <summary>The answer, or null where there is none in time or none that can be read.</summary>
    private async Task<TAnswer?> AskAsync<TAnswer>(
        string service, Uri replica, string path, string? authorization, CancellationToken cancellationToken)
        where TAnswer : class
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(AnswerMax);
        try
        {
            using var answer = await backEnds.GetAsync(service, replica, path, authorization, patience.Token);
            return await answer.Content.ReadFromJsonAsync<TAnswer>(patience.Token);
        }
        catch (Exception e) when (e is HttpRequestException or JsonException
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }

    private sealed record HealthAnswer(string? Status);

    private sealed record OperationsAnswer(
        string? Version, OutboxAnswer? Outbox, IReadOnlyList<ErrorQueueAnswer>? ErrorQueues);

    private sealed record OutboxAnswer(int Pending, long OldestSeconds);

    private sealed record ErrorQueueAnswer(string Queue, long Messages);
}

/// <summary>What one service said of itself; <c>Outbox</c> is null where it did not say.</summary>
internal sealed record ServiceReport(
    ServiceStatusView Service, OutboxView? Outbox, IReadOnlyList<ErrorQueueView> ErrorQueues);
