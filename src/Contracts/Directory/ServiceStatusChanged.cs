using MassTransit;

namespace IntegratedCare.Contracts.Directory;

/// <summary>A care service opened, closed, went dormant, was restricted or is open again.</summary>
/// <remarks>
/// <c>Status</c>: active, restricted, closed or dormant. <c>Version</c> as in <see cref="ServicePublished"/>. A <see cref="ServiceChanged"/> of the
/// same version says it too: hear this event only where nothing but the status matters.
/// </remarks>
[MessageUrn("directory:service-status-changed:v1"), EntityName("directory.service-status-changed.v1")]
public sealed record ServiceStatusChanged(
    Guid ServiceId,
    long Version,
    string Status,
    DateTimeOffset OccurredAt);
