using IntegratedCare.Contracts.Directory;
using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Ids;

namespace IntegratedCare.DirectoryOfServices.Capacity;

public readonly record struct CapacityReportId(Guid Value) : IEntityId<CapacityReportId>
{
    public static CapacityReportId New() => new(Guid.CreateVersion7());
    public static CapacityReportId From(Guid value) => new(value);
}

/// <summary>Somebody said how much room a service has, and until when that may be believed. The latest one counts until it expires.</summary>
internal sealed class CapacityReport
{
    /// <summary>A report that nobody renews within a week says nothing about today.</summary>
    public static readonly TimeSpan LifetimeMax = TimeSpan.FromDays(7);

    private CapacityReport()
    {
    }

    public required CapacityReportId Id { get; init; }
    public required ServiceId ServiceId { get; init; }
    public required CapacityLevel Status { get; init; }
    public required DateTimeOffset ReportedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public required string ReportedBy { get; init; }
    public required string Role { get; init; }
    public string? OrganisationCode { get; init; }    // null: reported by a program of the place itself

    public ReportedCapacity Said => new(Status, ReportedAt, ExpiresAt, Role, OrganisationCode);

    public static CapacityReport Of(CareService service, ReportCapacityRequest asked, Caller caller, DateTimeOffset now)
    {
        if (service.Status != RecordStatus.Active) throw new DomainException(CapacityErrors.ServiceNotActive);
        if (asked.ExpiresAt <= now) throw new DomainException(CapacityErrors.ExpiryPast);
        if (asked.ExpiresAt - now > LifetimeMax) throw new DomainException(CapacityErrors.ExpiryTooFar);

        return new()
        {
            Id = CapacityReportId.New(),
            ServiceId = service.Id,
            Status = asked.Status,
            ReportedAt = now,
            ExpiresAt = asked.ExpiresAt,
            ReportedBy = caller.Subject,
            Role = caller.Role,
            OrganisationCode = caller.OrganisationCode,
        };
    }

    /// <summary>What the report says at the moment asked about.</summary>
    public CapacityStatus StatusAt(DateTimeOffset now) => Said.StatusAt(now);

    public CapacityReported Reported() => new(ServiceId.Value, Status.Word(), ReportedAt, ExpiresAt);
}
