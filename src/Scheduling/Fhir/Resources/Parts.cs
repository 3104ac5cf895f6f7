using IntegratedCare.Kernel.Fhir;
using IntegratedCare.Kernel.Fhir.Resources;
using IntegratedCare.Scheduling.Bookings;

namespace IntegratedCare.Scheduling.Fhir.Resources;

/// <summary>Whose appointment or referral it is, inside of it: no Patient is served for itself.</summary>
internal sealed record ContainedPatient(
    string ResourceType, string Id, IReadOnlyList<Identifier> Identifier, IReadOnlyList<HumanName> Name, IReadOnlyList<ContactPoint> Telecom,
    string BirthDate, IReadOnlyList<Address> Address)
{
    public const string LocalId = "patient";

    public static ContainedPatient Of(Person person) => new(
        "Patient", LocalId,
        [new(FhirJson.NhsNumber, person.NhsNumber.Reveal())],
        [new("official", person.FamilyName, [person.GivenName])],
        [.. Told("phone", person.Phone), .. Told("email", person.Contact.Email?.Value)],
        FhirJson.Date(person.DateOfBirth),
        [new("home", "physical", person.Postcode, [], null, person.Postcode, "GB")]);

    /// <summary>The reference to it from what contains it. It bears the number too, as clients of Booking and Referral look for it there.</summary>
    public static Reference Reference(Person person) => new("Patient", $"{person.GivenName} {person.FamilyName}")
    {
        Address = $"#{LocalId}",
        Identifier = new(FhirJson.NhsNumber, person.NhsNumber.Reveal()),
    };

    private static IEnumerable<ContactPoint> Told(string system, string? value) => value is null ? [] : [new(system, value, "home")];
}

internal sealed record HumanName(string Use, string Family, IReadOnlyList<string> Given);

internal sealed record Annotation(string Text);

internal sealed record Participant(Reference Actor, string Status);
