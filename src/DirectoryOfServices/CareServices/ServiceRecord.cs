using System.Text.Json.Nodes;

namespace IntegratedCare.DirectoryOfServices.CareServices;

/// <summary>A service's record as its history keeps it: everything that was said about it, and nothing that follows from other records.</summary>
internal sealed record ServiceRecord(
    string Name,
    string Description,
    ServiceCategory Category,
    Guid ProviderId,
    IReadOnlyList<Guid> SiteIds,
    IReadOnlyList<string> NeighbourhoodCodes,
    IReadOnlyList<Delivery> Delivery,
    int? MinimumAgeYears,
    int? MaximumAgeYears,
    string? ReferralMethod,
    string? Telephone,
    string? Url,
    string? Email,
    IReadOnlyList<string> Keywords,
    bool Bookable,
    long? TariffPence,
    ServiceStatus Status,
    DateOnly? AssuredOn,
    string? AssuredBy,
    bool IsDemonstration,
    bool DigitalFirst,
    EligibleSex? EligibleSex,
    IReadOnlyList<string> Conditions,
    IReadOnlyList<Guid> PracticeIds,
    bool NeedsCareActEligibility,
    string? EligibilityNotes,
    IReadOnlyList<string> CatchmentDistricts,
    IReadOnlyList<OpeningHours> OpeningHours,
    IReadOnlyList<OpeningException> OpeningExceptions,
    BankHolidayRule OnBankHolidays,
    IReadOnlyList<string> Languages,
    bool Interpreting,
    IReadOnlyList<Cost> Costs,
    IReadOnlyList<ReferralRoute> ReferralRoutes,
    IReadOnlyList<ReferralChannel> ReferralChannels,
    IReadOnlyList<Contact> Contacts,
    IReadOnlyList<ConnectionPoint> ConnectionPoints,
    IReadOnlyList<Guid> TermIds,
    string? Accreditations,
    string? Alert,
    string? AssurerEmail,
    Guid? MergedInto)
{
    /// <summary>The record in its stored form; two records that read the same have the same.</summary>
    public string ToJson() => JsonColumn.Write(this);

    /// <summary>A stored record as one would send it to have it stand again, also where it was written before a member came to be.</summary>
    /// <remarks>A restriction is no part of what is sent: the service would be active, and quality's word stands over it.</remarks>
    public static PutServiceRequest AsRequest(string json)
    {
        var record = JsonNode.Parse(json)?.AsObject() ?? throw new InvalidOperationException("A record is an object.");
        if (record["status"]?.GetValue<string>() == ServiceStatus.Restricted.Word()) record["status"] = RecordStatus.Active.Word();
        record.Remove("mergedInto");        // done by merging, and undone so
        return JsonColumn.Read<PutServiceRequest>(record);
    }

    public static ServiceRecord Of(CareService service) => new(
        service.Name,
        service.Description,
        service.Category,
        service.ProviderId.Value,
        [.. service.Sites.Select(s => s.SiteId.Value).Order()],
        [.. service.Neighbourhoods.Select(n => n.NeighbourhoodCode).Order(StringComparer.Ordinal)],
        service.Delivery,
        service.MinimumAgeYears,
        service.MaximumAgeYears,
        service.ReferralMethod,
        service.Telephone,
        service.Url,
        service.Email,
        service.Keywords,
        service.Bookable,
        service.TariffPence,
        service.PublicStatus,
        service.AssuredOn,
        service.AssuredBy,
        service.IsDemonstration,
        service.DigitalFirst,
        service.EligibleSex,
        service.Conditions,
        [.. service.Practices.Select(p => p.PracticeId.Value).Order()],
        service.NeedsCareActEligibility,
        service.EligibilityNotes,
        service.CatchmentDistricts,
        service.OpeningHours,
        service.OpeningExceptions,
        service.OnBankHolidays,
        service.Languages,
        service.Interpreting,
        service.Costs,
        service.ReferralRoutes,
        service.ReferralChannels,
        service.Contacts,
        service.ConnectionPoints,
        [.. service.Terms.Select(t => t.TermId.Value).Order()],
        service.Accreditations,
        service.Alert,
        service.AssurerEmail,
        service.MergedInto?.Value);
}
