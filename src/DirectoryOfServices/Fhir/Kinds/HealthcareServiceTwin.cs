using IntegratedCare.DirectoryOfServices.Availability;
using IntegratedCare.DirectoryOfServices.Capacity;
using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.Fhir.Resources;
using IntegratedCare.DirectoryOfServices.Sites;
using IntegratedCare.Kernel.Fhir;
using IntegratedCare.Kernel.Fhir.Resources;
using IntegratedCare.Kernel.Time;
using Endpoint = IntegratedCare.DirectoryOfServices.Fhir.Resources.Endpoint;

namespace IntegratedCare.DirectoryOfServices.Fhir.Kinds;

/// <summary>A service as FHIR's HealthcareService.</summary>
/// <remarks>
/// A restricted service stays <c>active</c>: FHIR's flag says whether the record is in use, and care goes on for those who are in it. That nobody new
/// is taken stands first in the comment, in an extension that programs read, and, where care itself is suspended, among the times when it is not
/// available. Why stands nowhere here: that is Quality's, and nobody's in public.
/// </remarks>
internal static class HealthcareServiceTwin
{
    private const string Suspended = "suspended";

    public static HealthcareService Of(ServiceFacts facts, DateTimeOffset now)
    {
        var service = facts.Service;
        var today = LondonTime.DateOf(now);
        var sites = SitesOf(service);
        return new()
        {
            Id = $"{service.Id.Value}",
            ChangedAt = service.ChangedAt,
            Meta = MetaOf(service.IsDemonstration),
            Extension = LiveFacts(facts, now),
            Identifier = [new(FhirCodes.ServiceId, service.Id.Value.ToString())],
            Active = service.Status == RecordStatus.Active,
            ProvidedBy = Provider(service),
            Category = [CodeableConcept.Of(FhirCodes.Of(service.Category))],
            Type = [.. service.Terms.Select(t => t.Term!).OrderBy(t => t.Name, StringComparer.Ordinal).ThenBy(t => t.Id.Value)
                .Select(t => CodeableConcept.Of(TermCode(t, facts.Around.TaxonomyUris)))],
            Specialty = [.. FhirCodes.SpecialtyOf(service.Category).Select(c => CodeableConcept.Of(c))],
            Location = Locations(service),
            Name = service.Name,
            Comment = Comment(facts),
            ExtraDetails = Details(service, today),
            Telecom = Telecoms(service.Telephone, service.Email, service.Url),
            CoverageArea = Coverage(service, facts.Around),
            ServiceProvisionCode = Provision(service, today),
            Eligibility = EligibilityTwin.Of(service, facts.Around),
            Characteristic = Characteristics(service, sites),
            Communication = [.. service.Languages.Select(tag => CodeableConcept.Of(new Coding(FhirCodes.Bcp47, tag)))],
            ReferralMethod = [.. service.ReferralChannels.Select(channel => CodeableConcept.Of(FhirCodes.Of(channel)))],
            AppointmentRequired = service.ReferralChannels.Contains(ReferralChannel.WalkIn) ? false : service.Bookable ? true : null,
            AvailableTime = Hours.Week(service.OpeningHours, today),
            NotAvailable = NotAvailable(facts, today),
            AvailabilityExceptions = Hours.Exceptions(service, sites.ToDictionary(s => s.Id.Value, s => s.Name), today),
            Endpoint = [.. facts.Endpoints.Select(e => Reference.To(nameof(Endpoint), e.Id))],
        };
    }

    public static Meta MetaOf(bool isDemonstration) => new(null, null, isDemonstration ? [FhirCodes.Demonstration] : []);

    public static Reference Provider(CareService service) =>
        Reference.To(nameof(Organization), service.ProviderId.Value, service.NameOfProvider);

    public static IReadOnlyList<Reference> Locations(CareService service) =>
        [.. SitesOf(service).Select(site => Reference.To(nameof(Location), site.Id.Value, site.Name))];

    public static IReadOnlyList<ContactPoint> Telecoms(string? telephone, string? email, string? url) =>
    [
        .. telephone is null ? [] : new[] { new ContactPoint("phone", telephone) },
        .. email is null ? [] : new[] { new ContactPoint("email", email) },
        .. url is null ? [] : new[] { new ContactPoint("url", url) },
    ];

    public static IReadOnlyList<NotAvailable> NotAvailable(ServiceFacts facts, DateOnly today) =>
    [
        .. facts.RestrictionLevels.Contains(Suspended) ? [new NotAvailable("Suspended until further notice", null)] : Array.Empty<NotAvailable>(),
        .. Hours.Closed(facts.Service, facts.Around.Place?.BankHolidays ?? [], today),
    ];

    public static IReadOnlyList<Site> SitesOf(CareService service) =>
        [.. service.Sites.Select(link => link.Site!).OrderBy(s => s.Name, StringComparer.Ordinal).ThenBy(s => s.Id.Value)];

    private static Coding TermCode(Taxonomies.TaxonomyTerm term, IReadOnlyDictionary<Guid, string> uris) => new(
        uris.TryGetValue(term.TaxonomyId.Value, out var uri) ? FhirCodes.UriOf(uri) : FhirCodes.Taxonomy + term.TaxonomyId.Value,
        term.Code is { } code ? FhirCodes.CodeOf(code) : term.Id.Value.ToString(),
        term.Name);

    private static List<Extension> LiveFacts(ServiceFacts facts, DateTimeOffset now)
    {
        var service = facts.Service;
        var room = CapacityView.Of(facts.Sheet, now);
        var live = new List<Extension>();
        if (room.ReportedAt is { } reportedAt)
        {
            live.Add(new(FhirCodes.Own + "capacity")
            {
                Parts =
                [
                    new("status") { ValueCode = room.Status.Word() },
                    new("reported") { ValueDateTime = FhirJson.Instant(reportedAt) },
                    .. room.ExpiresAt is { } until ? [new Extension("expires") { ValueDateTime = FhirJson.Instant(until) }] : Array.Empty<Extension>(),
                ],
            });
        }

        if (service.PublicStatus == ServiceStatus.Restricted)
            live.Add(new(FhirCodes.Own + "restriction") { ValueCode = facts.RestrictionLevels.Contains(Suspended) ? Suspended : "noNewBookings" });
        if (NextFreeSlotView.Of(service, facts.Sheet.Availability, null, now) is { } slot)
            live.Add(new(FhirCodes.Own + "next-free-slot") { ValueDateTime = FhirJson.Instant(slot.StartsAt) });
        if (service.MergedInto is { } canonical)
            live.Add(new(FhirCodes.Own + "merged-into") { ValueReference = Reference.To(nameof(HealthcareService), canonical.Value) });
        if (service.AssuredOn is { } assured) live.Add(new(FhirCodes.Own + "assured") { ValueDate = FhirJson.Date(assured) });
        return live;
    }

    private static string Comment(ServiceFacts facts)
    {
        var service = facts.Service;
        string?[] parts =
        [
            service.PublicStatus != ServiceStatus.Restricted ? null
                : facts.RestrictionLevels.Contains(Suspended) ? "Suspended at present: nobody is seen or booked." : "No new bookings at present.",
            service.Alert,
            service.Description,
        ];
        return string.Join("\n\n", parts.Where(p => !string.IsNullOrWhiteSpace(p)));
    }

    private static string? Details(CareService service, DateOnly today)
    {
        var costs = service.Costs.Where(c => IsValid(c, today)).Select(c => string.Join(", ", new[]
        {
            c.Option, c.AmountPence is { } pence ? pence == 0 ? "free" : $"£{pence / 100}.{pence % 100:00}" : null, c.Description,
        }.Where(p => !string.IsNullOrWhiteSpace(p))));
        string?[] parts =
        [
            service.ReferralMethod,
            service.ReferralRoutes.Count == 0 ? null : $"Referral by: {string.Join(", ", service.ReferralRoutes.Select(InWords))}.",
            string.Join("; ", costs) is { Length: > 0 } text ? $"Costs: {text}." : null,
            service.Accreditations,
        ];
        var details = string.Join("\n\n", parts.Where(p => !string.IsNullOrWhiteSpace(p)));
        return details.Length == 0 ? null : details;
    }

    private static IReadOnlyList<Reference> Coverage(CareService service, Surroundings around) =>
    [
        .. service.Neighbourhoods.Select(n => n.NeighbourhoodCode).Order(StringComparer.Ordinal)
            .Select(code => Reference.Named(nameof(Location), FhirCodes.Neighbourhood, code, around.NameOfNeighbourhood(code))),
        .. service.CatchmentDistricts.Select(d => Reference.Named(nameof(Location), FhirCodes.PostcodeDistrict, d, d)),
        .. service is { Neighbourhoods.Count: 0, CatchmentDistricts.Count: 0 } && around.Place is { } place
            ? [Reference.Named(nameof(Location), FhirCodes.Place, place.Code, place.Name)]
            : Array.Empty<Reference>(),
    ];

    private static IReadOnlyList<CodeableConcept> Provision(CareService service, DateOnly today)
    {
        var amounts = service.Costs.Where(c => IsValid(c, today)).Select(c => c.AmountPence).OfType<long>().ToList();
        return amounts.Count == 0 ? []
            : [CodeableConcept.Of(amounts.TrueForAll(pence => pence == 0) ? FhirCodes.Free : FhirCodes.FeesApply)];
    }

    private static IReadOnlyList<CodeableConcept> Characteristics(CareService service, IReadOnlyList<Site> sites) =>
    [
        .. service.Delivery.Select(d => CodeableConcept.Of(FhirCodes.Of(d))),
        .. service.DigitalFirst ? [CodeableConcept.Of(FhirCodes.DigitalFirst)] : Array.Empty<CodeableConcept>(),
        .. service.Interpreting ? [CodeableConcept.Of(FhirCodes.Interpreting)] : Array.Empty<CodeableConcept>(),
        .. sites.SelectMany(s => s.Accessibility).Distinct().Order().Select(a => CodeableConcept.Of(FhirCodes.Of(a))),
    ];

    private static bool IsValid(Cost cost, DateOnly today) => (cost.ValidFrom ?? today) <= today && today <= (cost.ValidUntil ?? today);

    private static string InWords(ReferralRoute route) => route switch
    {
        ReferralRoute.SelfReferral => "the person or their family",
        ReferralRoute.GeneralPractice => "general practice",
        ReferralRoute.HealthProfessional => "health professionals",
        ReferralRoute.SocialCare => "social care",
        ReferralRoute.School => "schools and nurseries",
        ReferralRoute.VoluntarySector => "the voluntary sector",
        ReferralRoute.AnyProfessional => "anybody who works with the person",
    };
}
