using IntegratedCare.Kernel.Fhir.Resources;

namespace IntegratedCare.DirectoryOfServices.Fhir.Resources;

/// <summary>hl7.org/fhir/R4/location.html</summary>
internal sealed record Location : Resource
{
    public override string ResourceType => nameof(Location);
    public IReadOnlyList<Identifier> Identifier { get; init; } = [];
    public required string Status { get; init; }
    public required string Name { get; init; }
    public string? Description { get; init; }
    public required string Mode { get; init; }
    public IReadOnlyList<CodeableConcept> Type { get; init; } = [];
    public IReadOnlyList<ContactPoint> Telecom { get; init; } = [];
    public Address? Address { get; init; }
    public CodeableConcept? PhysicalType { get; init; }
    public Position? Position { get; init; }
    public required Reference ManagingOrganization { get; init; }
    public IReadOnlyList<HoursOfOperation> HoursOfOperation { get; init; } = [];
}

internal sealed record Position(double Longitude, double Latitude);

internal sealed record HoursOfOperation(IReadOnlyList<string> DaysOfWeek, bool? AllDay, string? OpeningTime, string? ClosingTime);
