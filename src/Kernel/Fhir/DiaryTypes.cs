using IntegratedCare.Kernel.Fhir.Resources;

namespace IntegratedCare.Kernel.Fhir;

/// <summary>The types of the diary and what can be asked of them: scheduling answers by this table, and the place's CapabilityStatement shows it.</summary>
/// <remarks>One address has one CapabilityStatement, and the directory gives it. It knows of the diary's types this table, and nothing else.</remarks>
public static class DiaryTypes
{
    /// <summary>Who gives which service: one for each member of a team and service.</summary>
    public static readonly CapabilityResource Schedule = Read(
        "Schedule",
        new("actor", "reference", "The HealthcareService that is given. A search names one."),
        new("date", "date", "Within the time that can be booked."));

    /// <summary>A time that is free, or was when somebody looked.</summary>
    public static readonly CapabilityResource Slot = Read(
        "Slot",
        new("schedule", "reference", "One member's; or schedule.actor:HealthcareService, the service that is given. A search names one of the two."),
        new("start", "date", "When care begins: 14 days from now unless said otherwise, at most 42."),
        new("status", "token", "Only free ones are listed; how one stands that is not free is read by its id."),
        new("neighbourhood", "string", "The code of a neighbourhood that the team serves.")) with { SearchInclude = ["Slot:schedule"] };

    /// <summary>A booking.</summary>
    public static readonly CapabilityResource Appointment = Written(
        "Appointment",
        new("identifier", "token", "The reference that the person was told."),
        new("status", "token", "booked, fulfilled, cancelled, noshow."),
        new("date", "date", "When it starts."),
        new("actor", "reference", "The HealthcareService that is given."),
        new("based-on", "reference", "The ServiceRequest that it answers."),
        new("patient", "reference", "By patient:identifier or patient.identifier, an NHS number, in a posted form only."));

    /// <summary>A referral.</summary>
    public static readonly CapabilityResource ServiceRequest = Written(
        "ServiceRequest",
        new("identifier", "token", "The referral's reference."),
        new("status", "token", "active, completed, revoked."),
        new("authored", "date", "When it was received."),
        new("performer", "reference", "The HealthcareService that is asked."),
        new("patient", "reference", "By patient:identifier or patient.identifier, an NHS number, in a posted form only."),
        new("subject", "reference", "The same as patient."));

    /// <summary>All of them.</summary>
    public static IReadOnlyList<CapabilityResource> All { get; } = [Appointment, Schedule, ServiceRequest, Slot];

    private static CapabilityResource Read(string type, params CapabilityParameter[] parameters) =>
        new(type, [new("read"), new("search-type")], "versioned", "not-match", [], [], parameters);

    private static CapabilityResource Written(string type, params CapabilityParameter[] parameters) => new(
        type, [new("read"), new("create"), new("update"), new("patch"), new("search-type")], "versioned-update", "not-supported", [], [], parameters);
}
