using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.Fhir.Parts;
using IntegratedCare.DirectoryOfServices.Fhir.Resources;
using IntegratedCare.DirectoryOfServices.Fhir.Searching;
using IntegratedCare.Kernel.Fhir;
using IntegratedCare.Kernel.Fhir.Resources;
using IntegratedCare.Kernel.Fhir.Searching;
using Microsoft.EntityFrameworkCore;
using Endpoint = IntegratedCare.DirectoryOfServices.Fhir.Resources.Endpoint;

namespace IntegratedCare.DirectoryOfServices.Fhir.Kinds;

/// <summary>Endpoint: the connection points of services.</summary>
internal static class Endpoints
{
    private const string StatusSystem = "http://hl7.org/fhir/endpoint-status";

    public static ResourceKind Kind { get; } = new(
        nameof(Endpoint), "service_endpoints e join care_services s on s.id = e.service_id", "e.id", "s.changed_at", ReadAsync)
    {
        Parameters =
        [
            new TokenParameter("identifier", "Our own identifier of the endpoint.", token => Tokens.Id(token, FhirCodes.EndpointId, "e.id"))
                { Present = Sql.True },
            new ReferenceParameter("organization", "Who provides the service that is reached.", nameof(Organization),
                ids => $"s.provider_id in ({ids})",
                ids => $"""
                    select distinct s.provider_id from service_endpoints e join care_services s on s.id = e.service_id where e.id = any({ids})
                    """) { Present = Sql.True },
            new TokenParameter("connection-type", "How systems talk there.", ConnectionTypes) { Present = Sql.True },
            new TokenParameter("status", "Off where the service has ended, suspended where it does nothing at present.", Status)
                { Present = Sql.True },
        ],
    };

    private static FormattableString ConnectionTypes(Token token)
    {
        string[] words = [.. Enum.GetValues<ConnectionType>().Where(type => token.Suits(FhirCodes.Of(type))).Select(type => type.Word())];
        return words.Length == 0 ? Sql.False : $"e.type = any({words})";
    }

    private static FormattableString Status(Token token)
    {
        string[] words = [.. Enum.GetValues<RecordStatus>().Where(status => token.Suits(StatusSystem, StatusOf(status))).Select(s => s.ToString())];
        return words.Length == 0 ? Sql.False : $"s.status = any({words})";
    }

    private static string StatusOf(RecordStatus status) => status switch
    {
        RecordStatus.Active => "active",
        RecordStatus.Dormant => "suspended",
        RecordStatus.Closed => "off",
    };

    private static async Task<IReadOnlyList<Resource>> ReadAsync(FhirReading reading, Guid[] ids)
    {
        var entries = await reading.Db.EndpointEntries.AsNoTracking().Where(e => ids.Contains(e.Id)).ToListAsync(reading.CancellationToken);
        var serviceIds = entries.Select(e => e.ServiceId).Distinct().ToArray();
        var services = await reading.Db.CareServices.AsNoTracking().Include(s => s.Provider)
            .Where(s => serviceIds.Contains(s.Id)).ToDictionaryAsync(s => s.Id, reading.CancellationToken);

        // A service that changed between the two reads may have fewer connection points than it had.
        return
        [
            .. entries.Where(e => services.TryGetValue(e.ServiceId, out var service) && service.ConnectionPoints.Count >= e.Position)
                .Select(e => Of(e, services[e.ServiceId])),
        ];
    }

    private static Endpoint Of(EndpointEntry entry, CareService service)
    {
        var point = service.ConnectionPoints[entry.Position - 1];
        return new()
        {
            Id = $"{entry.Id}",
            ChangedAt = service.ChangedAt,
            Meta = HealthcareServiceTwin.MetaOf(service.IsDemonstration),
            Identifier = [new(FhirCodes.EndpointId, entry.Id.ToString())],
            Status = StatusOf(service.Status),
            ConnectionType = FhirCodes.Of(point.Type),
            Name = point.Name,
            ManagingOrganization = HealthcareServiceTwin.Provider(service),
            PayloadType = [CodeableConcept.Of(FhirCodes.AnyPayload)],
            PayloadMimeType = point.Type == ConnectionType.SecureEmail ? [] : [FhirJson.ContentType],
            Address = FhirCodes.UriOf(point.Address),
        };
    }
}
