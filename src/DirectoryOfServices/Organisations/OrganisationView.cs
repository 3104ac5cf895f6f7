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
    string? CompanyNumber,
    DateTimeOffset ChangedAt)
{
    internal static OrganisationView Of(Organisation organisation) => new(
        organisation.Id.Value, organisation.Name, organisation.Kind, organisation.Code, organisation.OdsCode,
        organisation.Status, organisation.OpenedOn, organisation.ClosedOn, organisation.IsDemonstration,
        organisation.Description, organisation.Url, organisation.Email, organisation.Telephone,
        organisation.CharityNumber, organisation.CompanyNumber, organisation.ChangedAt);
}
