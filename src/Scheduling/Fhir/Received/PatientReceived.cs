using System.Globalization;
using IntegratedCare.Kernel.Fhir;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Scheduling.Bookings;

namespace IntegratedCare.Scheduling.Fhir.Received;

/// <summary>Whose appointment or referral it is to be, as the resource says it.</summary>
internal static class PatientReceived
{
    /// <summary>True where every NHS number that the reference to the patient bears, or leads to, is this person's; also where it says none.</summary>
    public static bool IsAbout(ReferenceReceived? patient, IReadOnlyList<ContainedReceived>? contained, Func<NhsNumber, bool> isThem)
    {
        string?[] said = [patient?.Identifier is { System: FhirJson.NhsNumber } identifier ? identifier.Value : null, NhsNumberOf(ContainedFor(patient, contained))];
        return said.OfType<string>().All(text => NhsNumber.TryParse(text, out var number) && isThem(number));
    }

    /// <summary>The patient that stands in the resource, whole; null where the reference leads to none there.</summary>
    public static PersonEntry? EntryOf(ReferenceReceived? patient, IReadOnlyList<ContainedReceived>? contained)
    {
        if (ContainedFor(patient, contained) is not { } whole) return null;
        var name = whole.Name?.FirstOrDefault(n => n.Use == "official") ?? (whole.Name is [var only, ..] ? only : null);
        var postcode = whole.Address?.Select(a => a.PostalCode).FirstOrDefault(p => p is not null);
        var telecom = (whole.Telecom ?? []).Where(t => t.Use != "old" && t.Value is not null).ToList();
        var phone = telecom.FirstOrDefault(t => t.System is "phone" or "sms")?.Value;
        var email = telecom.FirstOrDefault(t => t.System == "email")?.Value;
        if (NhsNumberOf(whole) is not { } number || name?.Family is not { } family || name.Given is not { Count: > 0 } given || postcode is null)
            throw Refusal.Unfit("The contained Patient needs an NHS number, a name with family and given, birthDate and a postal code.");
        return DateOnly.TryParseExact(whole.BirthDate, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var born)
            ? new(number, family, string.Join(' ', given), born, postcode, phone, email)
            : throw Refusal.Unfit("The contained Patient needs a birthDate to the day.");
    }

    /// <summary>The participant who is the patient.</summary>
    public static ReferenceReceived? AmongParticipants(AppointmentRequest asked) => asked.Participant?.Select(p => p.Actor).FirstOrDefault(actor =>
        actor?.Type == "Patient" || actor?.Identifier?.System == FhirJson.NhsNumber || ContainedFor(actor, asked.Contained) is not null);

    private static string? NhsNumberOf(ContainedReceived? patient) =>
        patient?.Identifier?.Where(i => i.System == FhirJson.NhsNumber).Select(i => i.Value).FirstOrDefault(v => v is not null);

    private static ContainedReceived? ContainedFor(ReferenceReceived? patient, IReadOnlyList<ContainedReceived>? contained) =>
        patient?.Reference is ['#', .. var id] ? contained?.FirstOrDefault(c => c.ResourceType == "Patient" && c.Id == id) : null;
}
