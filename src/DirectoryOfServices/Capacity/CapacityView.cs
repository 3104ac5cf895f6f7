namespace IntegratedCare.DirectoryOfServices.Capacity;

/// <summary>A service's room. An expired report reads as unknown but still says when it was made.</summary>
public sealed record CapacityView(CapacityStatus Status, DateTimeOffset? ReportedAt, DateTimeOffset? ExpiresAt)
{
    internal static CapacityView Of(CapacityReport? latest, DateTimeOffset now) => latest is null
        ? new(CapacityStatus.Unknown, null, null)
        : new(latest.StatusAt(now), latest.ReportedAt, latest.ExpiresAt);
}
