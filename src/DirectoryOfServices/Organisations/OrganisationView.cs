namespace IntegratedCare.DirectoryOfServices.Organisations;

/// <summary>An organisation as callers see it.</summary>
public sealed record OrganisationView(
    Guid Id,
    string Name,
    OrganisationKind Kind,
    string? OdsCode,
    RecordStatus Status,
    DateOnly? OpenedOn,
    DateOnly? ClosedOn,
    bool IsDemonstration);
