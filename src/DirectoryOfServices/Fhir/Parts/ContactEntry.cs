using IntegratedCare.DirectoryOfServices.CareServices;

namespace IntegratedCare.DirectoryOfServices.Fhir.Parts;

/// <summary>A contact of a service under an id of its own, by which FHIR's PractitionerRole is read. A trigger keeps it.</summary>
/// <remarks>The id follows from the service, the name, the role and the department, so that another telephone number is the same contact.</remarks>
internal sealed class ContactEntry
{
    public required Guid Id { get; init; }
    public required ServiceId ServiceId { get; init; }

    /// <summary>Which of the service's contacts it is, from 1.</summary>
    public required int Position { get; init; }
    public string? Role { get; init; }    // null: none is said
}
