using System.Text.Json.Nodes;

namespace IntegratedCare.Scheduling.Tests.Fhir;

/// <summary>Valid resources to send, to be made wrong in one way.</summary>
internal static class Resources
{
    public static JsonObject Patient(string nhsNumber = A.NhsNumber) => new()
    {
        ["resourceType"] = "Patient", ["id"] = "p1",
        ["identifier"] = new JsonArray(new JsonObject { ["system"] = FhirCalls.NhsNumberSystem, ["value"] = nhsNumber }),
        ["name"] = new JsonArray(new JsonObject { ["family"] = A.FamilyName, ["given"] = new JsonArray("Joan") }),
        ["birthDate"] = "1951-03-04",
        ["telecom"] = new JsonArray(new JsonObject { ["system"] = "phone", ["value"] = "0161 496 0123" }),
        ["address"] = new JsonArray(new JsonObject { ["postalCode"] = "OL1 2HG" }),
    };

    public static JsonObject Appointment(string slot) => new()
    {
        ["resourceType"] = "Appointment",
        ["contained"] = new JsonArray(Patient()),
        ["extension"] = new JsonArray(
            new JsonObject { ["url"] = "urn:integrated-care:fhir:communication-need", ["valueString"] = "British Sign Language interpreter" },
            new JsonObject { ["url"] = "urn:integrated-care:fhir:consulted-on", ["valueDate"] = "2026-01-05" }),
        ["status"] = "booked",
        ["reasonCode"] = new JsonArray(new JsonObject { ["text"] = A.Reason }),
        ["priority"] = 5,
        ["slot"] = new JsonArray(new JsonObject { ["reference"] = $"Slot/{slot}" }),
        ["participant"] = new JsonArray(new JsonObject { ["actor"] = new JsonObject { ["reference"] = "#p1" }, ["status"] = "accepted" }),
    };

    /// <summary>An appointment that answers a referral, whose person and reason are that referral's.</summary>
    public static JsonObject AppointmentFor(Guid referral, string slot) => new()
    {
        ["resourceType"] = "Appointment", ["status"] = "booked",
        ["basedOn"] = new JsonArray(new JsonObject { ["reference"] = $"ServiceRequest/{referral}" }),
        ["slot"] = new JsonArray(new JsonObject { ["reference"] = $"Slot/{slot}" }),
        ["participant"] = new JsonArray(new JsonObject
        {
            ["actor"] = new JsonObject
            {
                ["type"] = "Patient", ["identifier"] = new JsonObject { ["system"] = FhirCalls.NhsNumberSystem, ["value"] = A.NhsNumber },
            },
            ["status"] = "accepted",
        }),
    };

    public static JsonObject ServiceRequest(Guid service) => new()
    {
        ["resourceType"] = "ServiceRequest",
        ["contained"] = new JsonArray(Patient()),
        ["extension"] = new JsonArray(
            new JsonObject { ["url"] = "urn:integrated-care:fhir:neighbourhood", ["valueString"] = Asking.Neighbourhood },
            new JsonObject { ["url"] = "urn:integrated-care:fhir:access-need", ["valueCode"] = "largePrint" }),
        ["status"] = "active", ["intent"] = "order", ["priority"] = "urgent",
        ["subject"] = new JsonObject { ["reference"] = "#p1" },
        ["performer"] = new JsonArray(new JsonObject { ["reference"] = $"HealthcareService/{service}" }),
        ["reasonCode"] = new JsonArray(new JsonObject { ["text"] = A.Reason }),
    };

    public static async Task<string> FreeSlotAsync(this HttpClient client, Guid service, int which = 0) =>
        (await client.FhirAsync($"Slot?schedule.actor={service}&_count={which + 1}")).Entries()[which].Text("id");

    public static Task<HttpResponseMessage> PostFhirAsync(this HttpClient client, JsonObject resource, string? mark = null) => client.SendFhirAsync(
        HttpMethod.Post, resource["resourceType"]!.GetValue<string>(), resource, ("X-Request-ID", mark ?? Guid.NewGuid().ToString()));
}
