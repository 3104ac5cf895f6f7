using System.Globalization;
using System.Text.Json.Serialization;
using IntegratedCare.DirectoryOfServices.CareServices;

namespace IntegratedCare.DirectoryOfServices.OpenReferral.Records;

/// <summary>Open Referral's service. What only staff may know (tariffs, restrictions' reasons, who assured it) is not in it; the assurer's mailbox only where the council or the commissioner assured it.</summary>
/// <remarks>The texts on eligibility, application and interpreting, and telephone numbers, are HSDS's own members, which the UK profile lets pass.</remarks>
public sealed record OpenService
{
    internal const string Demonstration = "Demonstration data: not to be relied on.";
    internal const string Stopped = "New referrals and bookings are not being taken at the moment.";

    public required Guid Id { get; init; }
    [JsonPropertyName("organization_id")] public required Guid OrganizationId { get; init; }
    public required string Name { get; init; }
    public string? Description { get; init; }
    public string? Url { get; init; }
    public string? Email { get; init; }
    public required string Status { get; init; }
    [JsonPropertyName("interpretation_services")] public string? InterpretationServices { get; init; }
    [JsonPropertyName("application_process")] public string? ApplicationProcess { get; init; }
    [JsonPropertyName("eligibility_description")] public string? EligibilityDescription { get; init; }
    public string? Accreditations { get; init; }
    [JsonPropertyName("minimum_age")] public int? MinimumAge { get; init; }
    [JsonPropertyName("maximum_age")] public int? MaximumAge { get; init; }
    [JsonPropertyName("assured_date")] public DateOnly? AssuredDate { get; init; }
    [JsonPropertyName("assurer_email")] public string? AssurerEmail { get; init; }
    public string? Alert { get; init; }
    [JsonPropertyName("last_modified")] public required string LastModified { get; init; }
    public IReadOnlyList<OpenPhone>? Phones { get; init; }
    public IReadOnlyList<OpenSchedule>? Schedules { get; init; }
    [JsonPropertyName("service_areas")] public IReadOnlyList<OpenServiceArea>? ServiceAreas { get; init; }
    [JsonPropertyName("service_at_locations")] public IReadOnlyList<OpenServiceAtLocation>? ServiceAtLocations { get; init; }
    public IReadOnlyList<OpenLanguage>? Languages { get; init; }
    public required OpenOrganization Organization { get; init; }
    [JsonPropertyName("cost_options")] public IReadOnlyList<OpenCostOption>? CostOptions { get; init; }
    public IReadOnlyList<OpenContact>? Contacts { get; init; }
    public IReadOnlyList<OpenAttribute>? Attributes { get; init; }

    internal static string Moment(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>What the service itself says, with its provider.</summary>
    internal static OpenService Brief(CareService service, DateTimeOffset modified) => new()
    {
        Id = service.Id.Value,
        OrganizationId = service.ProviderId.Value,
        Name = service.Name,
        Description = Said(service.Description),
        Url = service.Url,
        Email = service.Email,
        Status = StatusOf(service.PublicStatus),
        InterpretationServices = service.Interpreting ? "Interpreters can be arranged for other languages." : null,
        ApplicationProcess = ServiceTexts.HowToApply(service),
        EligibilityDescription = ServiceTexts.ForWhom(service),
        Accreditations = Said(service.Accreditations),
        MinimumAge = service.MinimumAgeYears,
        MaximumAge = service.MaximumAgeYears,
        AssuredDate = service.AssuredOn,
        AssurerEmail = service.IsSelfAssured ? null : service.AssurerEmail,
        Alert = AlertOf(service),
        LastModified = Moment(modified),
        Organization = OpenOrganization.Brief(service.Provider ?? throw new InvalidOperationException("A service is shown with its provider.")),
    };

    /// <summary>With everything that belongs to it.</summary>
    internal static OpenService Full(CareService service, DateTimeOffset modified, Surroundings around) => Brief(service, modified) with
    {
        Phones = OpenPhone.Of(service.Id.Value, service.Telephone),
        Schedules = OpenSchedule.Of(service, around).OrNone(),
        ServiceAreas = OpenServiceArea.Of(service, around).OrNone(),
        ServiceAtLocations = service.Sites.OrderBy(link => link.Id).Select(link => OpenServiceAtLocation.InService(link, around)).OrNone(),
        Languages = OpenLanguage.Of(service).OrNone(),
        Organization = OpenOrganization.Full(service.Provider ?? throw new InvalidOperationException("A service is shown with its provider.")),
        CostOptions = OpenCostOption.Of(service).OrNone(),
        Contacts = OpenContact.Of(service).OrNone(),
        Attributes = OpenAttribute.Of(service, around).OrNone(),
    };

    private static string StatusOf(ServiceStatus status) => status switch
    {
        ServiceStatus.Active => "active",
        ServiceStatus.Restricted => "temporarily closed",
        ServiceStatus.Dormant => "inactive",
        ServiceStatus.Closed => "defunct",
    };

    // That it is stopped is public, why is not.
    private static string? AlertOf(CareService service) => Said(string.Join(' ', new[]
    {
        service.MergedInto is { } other ? $"Another entry speaks for this service now: {other.Value}." : null,
        service.PublicStatus == ServiceStatus.Restricted ? Stopped : null,
        Said(service.Alert),
        service.IsDemonstration ? Demonstration : null,
    }.OfType<string>()));

    private static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}

/// <summary>All that somebody asks for who only wants to know what has changed.</summary>
public sealed record OpenServiceStamp(Guid Id, [property: JsonPropertyName("modified_date")] string ModifiedDate);
