namespace IntegratedCare.Kernel.Audit.Fhir;

/// <summary>One code of a code system that FHIR names.</summary>
internal sealed record Coding(string System, string Code, string Display);

/// <summary>What our words are called in the code systems of FHIR R4's AuditEvent: DICOM, ISO 21089 and HL7.</summary>
internal static class AuditCodes
{
    private const string Dicom = "http://dicom.nema.org/resources/ontology/DCM";
    private const string Lifecycle = "http://terminology.hl7.org/CodeSystem/iso-21089-lifecycle";
    private const string Reasons = "http://terminology.hl7.org/CodeSystem/v3-ActReason";

    public static readonly Coding Person = new("http://terminology.hl7.org/CodeSystem/audit-entity-type", "1", "Person");
    public static readonly Coding SystemObject = new("http://terminology.hl7.org/CodeSystem/audit-entity-type", "2", "System Object");
    public static readonly Coding Patient = new("http://terminology.hl7.org/CodeSystem/object-role", "1", "Patient");
    public static readonly Coding DomainResource = new("http://terminology.hl7.org/CodeSystem/object-role", "4", "Domain Resource");
    public static readonly Coding ApplicationServer = new("http://terminology.hl7.org/CodeSystem/security-source-type", "4", "Application Server");
    public static readonly Coding HumanUser = new("http://terminology.hl7.org/CodeSystem/extra-security-role-type", "humanuser", "human user");
    public static readonly Coding Program = new("http://terminology.hl7.org/CodeSystem/extra-security-role-type", "dataprocessor", "data processor");
    public static readonly Coding BreakGlass = new(Reasons, "BTG", "break the glass");

    private static readonly Coding AuditLogUsed = new(Dicom, "110101", "Audit Log Used");
    private static readonly Coding Export = new(Dicom, "110106", "Export");
    private static readonly Coding PatientRecord = new(Dicom, "110110", "Patient Record");
    private static readonly Coding Authentication = new(Dicom, "110114", "User Authentication");
    private static readonly Coding Activity = new(Dicom, "110100", "Application Activity");
    private static readonly Coding Login = new(Dicom, "110122", "Login");
    private static readonly Coding Logout = new(Dicom, "110123", "Logout");
    private static readonly Coding Accessed = new(Lifecycle, "access", "Access/View Record Lifecycle Event");
    private static readonly Coding Amended = new(Lifecycle, "amend", "Amend (Update) Record Lifecycle Event");
    private static readonly Coding Originated = new(Lifecycle, "originate", "Originate/Retain Record Lifecycle Event");
    private static readonly Coding Destroyed = new(Lifecycle, "destroy", "Destroy/Delete Record Lifecycle Event");
    private static readonly Coding Extracted = new(Lifecycle, "extract", "Extract Record Lifecycle Event");

    private static readonly string[] SignInNouns = ["token", "sign-in", "session", "password", "second-factor", "passkey"];
    private static readonly string[] Reading = ["read", "search", "list", "find", "get", "see", "show", "report", "verify", "view"];
    private static readonly string[] Making = ["make", "log", "add", "post", "issued", "register", "create", "place", "invite", "hold"];
    private static readonly string[] Removing = ["delete", "erase", "remove", "removal", "destroy"];

    /// <summary>The kind of event.</summary>
    public static Coding TypeOf(AccessRecord record) =>
        IsExport(record) ? Export
        : record.RecordType == "audit" ? AuditLogUsed
        : SignInNouns.Contains(record.RecordType) || SignInNouns.Contains(NounOf(record)) ? Authentication
        : record.PersonKey is not null ? PatientRecord
        : Activity;

    /// <summary>What happened to the record in its life, or to the session.</summary>
    public static Coding SubtypeOf(AccessRecord record) =>
        IsExport(record) ? Extracted
        : TypeOf(record) == Authentication ? (record.Action.Contains("sign-out", StringComparison.Ordinal) ? Logout : Login)
        : ActionOf(record) switch { "C" => Originated, "R" => Accessed, "D" => Destroyed, _ => Amended };

    /// <summary>C, R, U, D, or E for what is done without a record changing hands.</summary>
    public static string ActionOf(AccessRecord record)
    {
        var words = record.Action.Split('.', '-');
        if (IsExport(record) || SignInNouns.Contains(NounOf(record))) return "E";
        if (words.Intersect(Reading).Any()) return "R";
        if (words.Intersect(Making).Any()) return "C";
        return words.Intersect(Removing).Any() ? "D" : "U";
    }

    /// <summary>0: done; 4: kept out, by a rule; 8: it did not come about.</summary>
    public static string OutcomeOf(AccessRecord record) => record.Outcome switch
    {
        AccessOutcome.Succeeded => "0",
        AccessOutcome.Refused => "4",
        AccessOutcome.Failed => "8",
    };

    /// <summary>Why, as HL7 names it; null where no purpose was stated.</summary>
    public static Coding? ReasonOf(AccessRecord record) => record.Purpose switch
    {
        "directCare" => new(Reasons, "TREAT", "treatment"),
        "administration" => new(Reasons, "HOPERAT", "healthcare operations"),
        "safeguarding" => new(Reasons, "PATSFTY", "patient safety"),
        "audit" => new(Reasons, "HCOMPL", "health compliance"),
        _ => null,
    };

    private static bool IsExport(AccessRecord record) => record.Action.EndsWith(".export", StringComparison.Ordinal);

    private static string NounOf(AccessRecord record) => record.Action.Split('.')[0];
}
