using IntegratedCare.DirectoryOfServices.Fhir.Searching;
using IntegratedCare.Kernel.Fhir;
using IntegratedCare.Kernel.Fhir.Resources;

namespace IntegratedCare.DirectoryOfServices.Fhir;

/// <summary>What can be asked here, drawn from the very tables that answer.</summary>
internal static class ReadCapabilities
{
    // When what it says last changed: a statement that is new each time tells nobody anything.
    private const string ChangedOn = "2026-11-26";

    private const string Documentation =
        "Searches by GET, or by POST to _search with a form; _count, _include and _format for every type. The directory's types are for anyone, "
        + "without a token. Also for each of them: _count (0 to 200), _sort, _total, _summary=count, _revinclude, both includes with :iterate; "
        + ":missing with every parameter; chains of one step through references. Appointment, Schedule, ServiceRequest and Slot are the diary's: "
        + "they need a bearer token, changes also If-Match (or meta.versionId in what is put), and a POST X-Request-ID or Idempotency-Key. "
        + "Live facts stand in extensions of HealthcareService under urn:integrated-care:fhir: (capacity, restriction, next-free-slot, assured).";

    public static async Task<IResult> Handle(HttpRequest request, CancellationToken cancellationToken)
    {
        var parameters = await FhirRequests.ParametersAsync(request, cancellationToken);
        return FhirRequests.AcceptsJson(request, parameters)
            ? new FhirAnswer(Statement(FhirRequests.BaseOf(request)))
            : TypedResults.StatusCode(StatusCodes.Status406NotAcceptable);
    }

    private static CapabilityStatement Statement(string address) => new(
        "CapabilityStatement", "directory", $"{address}/metadata", "IntegratedCarePlace", "Directory of services and diary", "active", ChangedOn, "instance",
        new("IntegratedCare"), new("The directory of services and the diary of a place", address), FhirJson.Version,
        [FhirJson.ContentType, "json"],
        [new("server", Documentation, [.. ResourceKinds.All.Select(Of), .. DiaryTypes.All])]);

    private static CapabilityResource Of(ResourceKind kind) => new(
        kind.Type,
        [new("read"), new("search-type")],
        "versioned",
        "not-match",
        [.. kind.References.Select(r => $"{kind.Type}:{r.Name}")],
        [
            .. from other in ResourceKinds.All
               from reference in other.References
               where reference.Target == kind.Type
               select $"{other.Type}:{reference.Name}",
        ],
        [.. kind.Parameters.Select(p => new CapabilityParameter(p.Name, p.Type, p.Meaning))]);
}
