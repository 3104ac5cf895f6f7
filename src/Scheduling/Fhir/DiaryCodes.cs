using System.Text.Json;
using IntegratedCare.Kernel.Fhir;
using IntegratedCare.Kernel.Fhir.Resources;

namespace IntegratedCare.Scheduling.Fhir;

/// <summary>What the diary's words are called in FHIR: our own code always, and a common one where it means the very same.</summary>
internal static class DiaryCodes
{
    public const string BookingReference = FhirJson.Own + "booking-reference";
    public const string ReferralReference = FhirJson.Own + "referral-reference";
    public const string Service = FhirJson.Own + "service";
    public const string Member = FhirJson.Own + "team-member";
    public const string OrganisationCode = FhirJson.Own + "organisation-code";
    public const string ReferralKind = FhirJson.Own + "referral-kind";

    // Extensions.
    public const string Delivery = FhirJson.Own + "delivery";
    public const string ConsultedOn = FhirJson.Own + "consulted-on";
    public const string CommunicationNeed = FhirJson.Own + "communication-need";
    public const string InterpreterLanguage = FhirJson.Own + "interpreter-language";
    public const string AccessNeed = FhirJson.Own + "access-need";
    public const string CarerComesAlong = FhirJson.Own + "carer-comes-along";
    public const string Wellbeing = FhirJson.Own + "wellbeing";
    public const string Neighbourhood = FhirJson.Own + "neighbourhood";
    public const string Priority = FhirJson.Own + "priority";
    public const string Stage = FhirJson.Own + "referral-stage";

    /// <summary>HL7's own extension: why a request has its status.</summary>
    public const string StatusReason = "http://hl7.org/fhir/StructureDefinition/request-statusReason";

    /// <summary>An enum's value as our APIs write it.</summary>
    public static string Word<TEnum>(TEnum value) where TEnum : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    public static Extension Code<TEnum>(string url, TEnum value) where TEnum : struct, Enum => new(url) { ValueCode = Word(value) };

    public static CodeableConcept OfService(Guid id, string name) => new([new(Service, $"{id}", name)], name);
}
