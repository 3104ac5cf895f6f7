namespace IntegratedCare.DirectoryOfServices.Organisations;

/// <summary>An organisation as callers see it; <c>Code</c> is what its people's tokens say they act for.</summary>
public sealed record OrganisationView(
    Guid Id,
    string Name,
    OrganisationKind Kind,
    string? Code,
    string? OdsCode,
    RecordStatus Status,
    DateOnly? OpenedOn,
    DateOnly? ClosedOn,
    bool IsDemonstration,
    string? Description,
    string? Url,
    string? Email,
    string? Telephone,
    string? CharityNumber,
    string? CompanyNumber);
