namespace IntegratedCare.Gateway.Status;

/// <summary>How the whole system is: <c>healthy</c> only where every service is, <c>degraded</c> otherwise.
/// <c>Mails</c> is the page of the mails that were sent, in a demonstration that keeps them.</summary>
public sealed record StatusView(
    ServiceStatus Status,
    IReadOnlyList<ServiceStatusView> Services,
    IReadOnlyList<OutboxView> Outbox,
    IReadOnlyList<ErrorQueueView> ErrorQueues,
    string? Mails);

/// <summary>How one service is; <c>Version</c> is absent while it cannot be asked.</summary>
public sealed record ServiceStatusView(string Name, ServiceStatus Status, string? Version, ReplicasView Replicas);

public sealed record ReplicasView(int Known, int Healthy);

/// <summary>Events that a service has stored and not yet sent.</summary>
public sealed record OutboxView(string Service, int Pending, long OldestSeconds);

/// <summary>Messages that a service could not handle, waiting for an operator.</summary>
public sealed record ErrorQueueView(string Service, string Queue, long Messages);

public enum ServiceStatus
{
    /// <summary>Every replica has all it needs.</summary>
    Healthy,

    /// <summary>It works, but not with everything: a replica is away, or something it needs is.</summary>
    Degraded,

    /// <summary>It answers, and says that it cannot work.</summary>
    Unhealthy,

    /// <summary>No replica answers.</summary>
    Unreachable,
}
