using System.Globalization;
using System.Text.Json;

namespace IntegratedCare.Kernel.Audit.Fhir;

/// <summary>Writes an access record as a FHIR R4 AuditEvent (hl7.org/fhir/R4/auditevent.html), in JSON on one line.</summary>
/// <remarks>References are logical, by identifier: nothing of ours is a FHIR server. A person stands in it under their pseudonym only.</remarks>
internal static class AuditEventWriter
{
    private const string Names = "urn:integrated-care";

    public static void Write(Utf8JsonWriter json, AccessRecord record, string service)
    {
        json.WriteStartObject();
        json.WriteString("resourceType", "AuditEvent");
        json.WriteString("id", string.Create(CultureInfo.InvariantCulture, $"{service}-{record.Id}"));
        WriteCoding(json, "type", AuditCodes.TypeOf(record));
        json.WriteStartArray("subtype");
        WriteCoding(json, AuditCodes.SubtypeOf(record));
        WriteCoding(json, new($"{Names}:action", record.Action, record.Action));
        json.WriteEndArray();
        json.WriteString("action", AuditCodes.ActionOf(record));
        json.WriteString("recorded", record.At.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffffzzz", CultureInfo.InvariantCulture));
        json.WriteString("outcome", AuditCodes.OutcomeOf(record));
        if (record.RefusalCode is { } code) json.WriteString("outcomeDesc", code);
        if (record.Basis == AccessAudit.Word(AccessBasis.BreakGlass)) WriteConcepts(json, "purposeOfEvent", AuditCodes.BreakGlass);
        WriteAgent(json, record);
        WriteSource(json, service);
        WriteEntities(json, record);
        json.WriteEndObject();
    }

    private static void WriteAgent(Utf8JsonWriter json, AccessRecord record)
    {
        json.WriteStartArray("agent");
        json.WriteStartObject();
        WriteConcept(json, "type",
            record.Subject.StartsWith("client:", StringComparison.Ordinal) ? AuditCodes.Program : AuditCodes.HumanUser);
        WriteConcepts(json, "role", new Coding($"{Names}:role", record.Role, record.Role));
        WriteReference(json, "who", "subject", record.Subject);
        json.WriteBoolean("requestor", true);
        if (record.Basis is { } basis)
        {
            json.WriteStartArray("policy");
            json.WriteStringValue($"{Names}:basis:{basis}");
            json.WriteEndArray();
        }

        if (AuditCodes.ReasonOf(record) is { } reason) WriteConcepts(json, "purposeOfUse", reason);
        json.WriteEndObject();
        if (record.OrganisationCode is { } organisation)
        {
            json.WriteStartObject();
            WriteReference(json, "who", "organisation", organisation, "Organization");
            json.WriteBoolean("requestor", false);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteSource(Utf8JsonWriter json, string service)
    {
        json.WriteStartObject("source");
        json.WriteString("site", service);
        WriteReference(json, "observer", "service", service, "Device");
        json.WriteStartArray("type");
        WriteCoding(json, AuditCodes.ApplicationServer);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteEntities(Utf8JsonWriter json, AccessRecord record)
    {
        json.WriteStartArray("entity");
        json.WriteStartObject();
        WriteReference(json, "what", record.RecordType, record.RecordId);
        WriteCoding(json, "type", AuditCodes.SystemObject);
        WriteCoding(json, "role", AuditCodes.DomainResource);
        json.WriteStartArray("detail");
        WriteDetail(json, "recordType", record.RecordType);
        WriteDetail(json, "purpose", record.Purpose);
        WriteDetail(json, "neighbourhood", record.NeighbourhoodCode);
        WriteDetail(json, "session", record.SessionId);
        WriteDetail(json, "traceId", record.TraceId);
        json.WriteEndArray();
        json.WriteEndObject();
        if (record.PersonKey is { } person)
        {
            json.WriteStartObject();
            WriteReference(json, "what", "person", person, "Patient");
            WriteCoding(json, "type", AuditCodes.Person);
            WriteCoding(json, "role", AuditCodes.Patient);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteDetail(Utf8JsonWriter json, string type, string? value)
    {
        if (string.IsNullOrEmpty(value)) return;
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteString("valueString", value);
        json.WriteEndObject();
    }

    private static void WriteReference(Utf8JsonWriter json, string property, string noun, string value, string? type = null)
    {
        json.WriteStartObject(property);
        if (type is not null) json.WriteString("type", type);
        json.WriteStartObject("identifier");
        json.WriteString("system", $"{Names}:{noun}");
        json.WriteString("value", value);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteConcepts(Utf8JsonWriter json, string property, Coding coding)
    {
        json.WriteStartArray(property);
        json.WriteStartObject();
        WriteCodings(json, coding);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteConcept(Utf8JsonWriter json, string property, Coding coding)
    {
        json.WriteStartObject(property);
        WriteCodings(json, coding);
        json.WriteEndObject();
    }

    private static void WriteCodings(Utf8JsonWriter json, Coding coding)
    {
        json.WriteStartArray("coding");
        WriteCoding(json, coding);
        json.WriteEndArray();
    }

    private static void WriteCoding(Utf8JsonWriter json, string property, Coding coding)
    {
        json.WritePropertyName(property);
        WriteCoding(json, coding);
    }

    private static void WriteCoding(Utf8JsonWriter json, Coding coding)
    {
        json.WriteStartObject();
        json.WriteString("system", coding.System);
        json.WriteString("code", coding.Code);
        json.WriteString("display", coding.Display);
        json.WriteEndObject();
    }
}
