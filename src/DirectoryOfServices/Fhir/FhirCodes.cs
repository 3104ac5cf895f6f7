using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.Organisations;
using IntegratedCare.DirectoryOfServices.Sites;
using IntegratedCare.Kernel.Fhir;
using IntegratedCare.Kernel.Fhir.Resources;

namespace IntegratedCare.DirectoryOfServices.Fhir;

/// <summary>What our words are called in FHIR: our own code always, and HL7's, SNOMED CT's or NHS England's where it means the very same.</summary>
internal static class FhirCodes
{
    /// <summary>Everything of our own is named under this: code systems, identifiers, extensions. The service's README lists them.</summary>
    public const string Own = FhirJson.Own;

    public const string OdsCode = "https://fhir.nhs.uk/Id/ods-organization-code";
    public const string Uprn = Own + "uprn";
    public const string CharityNumber = Own + "charity-number";
    public const string CompanyNumber = Own + "company-number";
    public const string ServiceId = Own + "service";
    public const string EndpointId = Own + "endpoint";
    public const string SiteId = Own + "site";
    public const string OrganisationId = Own + "organisation";
    public const string Neighbourhood = Own + "neighbourhood";
    public const string PostcodeDistrict = Own + "postcode-district";
    public const string Place = Own + "place";
    public const string Taxonomy = Own + "taxonomy:";
    public const string Bcp47 = "urn:ietf:bcp:47";

    private const string Hl7 = "http://terminology.hl7.org/CodeSystem/";
    private const string Characteristics = Own + "characteristic";

    public static readonly Coding Demonstration = new(Own + "record", "demonstration", "Demonstration data");
    public static readonly Coding DigitalFirst = new(Characteristics, "digital-first", "First contact by telephone, video or online");
    public static readonly Coding Interpreting = new(Characteristics, "interpreting", "Interpreting can be had");
    public static readonly Coding Free = new(Hl7 + "service-provision-conditions", "free", "Free");
    public static readonly Coding FeesApply = new(Hl7 + "service-provision-conditions", "cost", "Fees apply");

    public static Coding[] Of(ServiceCategory category)
    {
        var own = new Coding(Own + "service-category", category.Word(), NameOf(category));
        return category switch
        {
            ServiceCategory.CommunityHealth => [own, new(Hl7 + "service-category", "7", "Community Health Care")],
            ServiceCategory.GeneralPractice => [own, new(Hl7 + "service-category", "17", "General Practice")],
            _ => [own],
        };
    }

    /// <summary>The specialty, where the category alone makes it certain.</summary>
    public static Coding[] SpecialtyOf(ServiceCategory category) => category switch
    {
        ServiceCategory.GeneralPractice => [new("http://snomed.info/sct", "394814009", "General practice")],
        _ => [],
    };

    public static Coding[] Of(Delivery delivery) => [new(Own + "delivery", delivery.Word(), delivery switch
    {
        Delivery.InPerson => "At a site",
        Delivery.Home => "In the person's home",
        Delivery.Telephone => "By telephone",
        Delivery.Video => "By video",
        Delivery.Online => "Online",
    })];

    public static Coding[] Of(AccessibilityFeature feature) => [new(Own + "accessibility", feature.Word(), feature switch
    {
        AccessibilityFeature.StepFree => "Step-free",
        AccessibilityFeature.WheelchairAccessible => "Wheelchair accessible",
        AccessibilityFeature.AccessibleToilet => "Accessible toilet",
        AccessibilityFeature.ChangingPlaces => "Changing Places toilet",
        AccessibilityFeature.BlueBadgeParking => "Blue Badge parking",
        AccessibilityFeature.HearingLoop => "Hearing loop",
        AccessibilityFeature.BritishSignLanguage => "British Sign Language",
        AccessibilityFeature.LargePrintOrBraille => "Large print or Braille",
        AccessibilityFeature.EasyRead => "Easy read",
        AccessibilityFeature.QuietSpace => "Quiet space",
        AccessibilityFeature.AssistanceDogs => "Assistance dogs welcome",
    })];

    public static Coding[] Of(ReferralChannel channel)
    {
        var own = new Coding(Own + "referral-channel", channel.Word());
        return channel switch
        {
            ReferralChannel.Telephone => [own, new(Hl7 + "service-referral-method", "phone", "Phone")],
            ReferralChannel.Email => [own, new(Hl7 + "service-referral-method", "semail", "Secure Email")],
            ReferralChannel.Letter => [own, new(Hl7 + "service-referral-method", "mail", "Mail")],
            _ => [own],
        };
    }

    public static Coding Of(ReferralRoute route) => new(Own + "referral-route", route.Word());

    public static Coding[] Of(SiteKind kind)
    {
        var own = new Coding(Own + "site-kind", kind.Word());
        return kind switch
        {
            SiteKind.MobileUnit => [own, new(Hl7 + "v3-RoleCode", "MOBL", "Mobile Unit")],
            SiteKind.Home => [own, new(Hl7 + "v3-RoleCode", "PTRES", "Patient's Residence")],
            SiteKind.Practice or SiteKind.PrimaryCareCentre => [own, new(Hl7 + "v3-RoleCode", "PC", "Primary care clinic")],
            _ => [own],
        };
    }

    /// <summary>The physical form; null for what has none (virtual) or may have any.</summary>
    public static Coding? FormOf(SiteKind kind) => kind switch
    {
        SiteKind.HealthCampus => new(Hl7 + "location-physical-type", "si", "Site"),
        SiteKind.PrimaryCareCentre or SiteKind.Practice => new(Hl7 + "location-physical-type", "bu", "Building"),
        SiteKind.MobileUnit => new(Hl7 + "location-physical-type", "ve", "Vehicle"),
        SiteKind.Home => new(Hl7 + "location-physical-type", "ho", "House"),
        SiteKind.Virtual or SiteKind.Other => null,
    };

    public static Coding[] Of(OrganisationKind kind)
    {
        var own = new Coding(Own + "organisation-kind", kind.Word());
        return kind switch
        {
            OrganisationKind.Council => [own, new(Hl7 + "organization-type", "govt", "Government")],
            OrganisationKind.NhsTrust or OrganisationKind.GeneralPractice =>
                [own, new(Hl7 + "organization-type", "prov", "Healthcare Provider")],
            OrganisationKind.VoluntarySector => [own, new(Hl7 + "organization-type", "cg", "Community Group")],
            _ => [own],
        };
    }

    public static Coding Of(ConnectionType type) => type switch
    {
        ConnectionType.FhirRest => new(Hl7 + "endpoint-connection-type", "hl7-fhir-rest", "HL7 FHIR"),
        ConnectionType.FhirMessaging => new(Hl7 + "endpoint-connection-type", "hl7-fhir-msg", "HL7 FHIR Messaging"),
        ConnectionType.SecureEmail => new(Hl7 + "endpoint-connection-type", "secure-email", "Secure email"),
    };

    public static readonly Coding AnyPayload = new(Hl7 + "endpoint-payload-type", "any", "Any");

    /// <summary>An address that holds no blank, as FHIR's <c>uri</c> must not.</summary>
    public static string UriOf(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri.AbsoluteUri : Uri.EscapeDataString(address);

    /// <summary>A code as FHIR writes codes: one blank between words, none around.</summary>
    public static string CodeOf(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string NameOf(ServiceCategory category) => category switch
    {
        ServiceCategory.Outpatient => "Outpatient clinics",
        ServiceCategory.Diagnostic => "Diagnostics",
        ServiceCategory.SameDayEmergencyCare => "Same-day emergency care",
        ServiceCategory.DayCase => "Day case",
        ServiceCategory.CommunityHealth => "Community health",
        ServiceCategory.AdultSocialCare => "Adult social care",
        ServiceCategory.ChildrensSocialCare => "Children's social care",
        ServiceCategory.MentalHealthAndLearningDisability => "Mental health and learning disability",
        ServiceCategory.VoluntarySector => "Voluntary sector",
        ServiceCategory.EarlyHelp => "Early help",
        ServiceCategory.StayingWell => "Staying well",
        ServiceCategory.GeneralPractice => "General practice",
        ServiceCategory.UrgentCare => "Urgent care",
    };
}
