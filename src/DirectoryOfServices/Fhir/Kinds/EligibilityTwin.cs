using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.Fhir.Resources;
using IntegratedCare.Kernel.Fhir.Resources;

namespace IntegratedCare.DirectoryOfServices.Fhir.Kinds;

/// <summary>Whom a service is for, as FHIR's <c>eligibility</c>: a rule each, in words, its kind as a code of ours.</summary>
internal static class EligibilityTwin
{
    public static IReadOnlyList<EligibilityRule> Of(CareService service, Surroundings around) =>
    [
        .. Rule("age", "Age", Ages(service)),
        .. Rule("sex", "Sex", service.EligibleSex switch
        {
            EligibleSex.Female => "For women and girls.",
            EligibleSex.Male => "For men and boys.",
            null => null,
        }),
        .. service.Conditions.SelectMany(condition => Rule("condition", "Condition", condition)),
        .. service.Practices
            .Select(p => around.PracticeNames.GetValueOrDefault(p.PracticeId.Value)).OfType<string>().Order(StringComparer.Ordinal)
            .SelectMany(name => Rule("registered-practice", "Registered practice", $"For patients of {name}.")),
        .. Rule("care-act", "Care Act 2014", service.NeedsCareActEligibility ? "For people whose needs the Care Act 2014 makes eligible." : null),
        .. Rule("notes", "Notes", service.EligibilityNotes),
    ];

    private static string? Ages(CareService service) => (service.MinimumAgeYears, service.MaximumAgeYears) switch
    {
        (null, null) => null,
        ({ } from, null) => $"From {from} years of age.",
        (null, { } to) => $"Up to {to} years of age.",
        ({ } from, { } to) => $"From {from} to {to} years of age.",
    };

    private static IEnumerable<EligibilityRule> Rule(string code, string display, string? words) =>
        string.IsNullOrWhiteSpace(words) ? [] : [new(CodeableConcept.Of(new Coding(FhirCodes.Own + "eligibility", code, display)), words)];
}
