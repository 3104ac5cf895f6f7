using IntegratedCare.DirectoryOfServices.Fhir.Parts;
using IntegratedCare.DirectoryOfServices.Fhir.Resources;
using IntegratedCare.DirectoryOfServices.Fhir.Searching;
using IntegratedCare.Kernel.Fhir.Resources;
using IntegratedCare.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Fhir.Kinds;

/// <summary>PractitionerRole: the contacts of services, people and desks.</summary>
internal static class PractitionerRoles
{
    public static ResourceKind Kind { get; } = new(
        nameof(PractitionerRole), "service_contacts c join care_services s on s.id = c.service_id", "c.id", "s.changed_at", ReadAsync)
    {
        Parameters =
        [
            new TokenParameter("active", "Whether the service is in use.", token => Tokens.Flag(token, $"s.status = 'Active'")) { Present = Sql.True },
            new TokenParameter("role", "What they do there, in the words of the entry; :text finds words that start so.",
                token => token.System is null ? $"lower(c.role) = {token.Code?.ToLowerInvariant()}" : Sql.False)
                { Present = $"c.role is not null", Text = "c.role" },
            new ReferenceParameter("service", "The service that they are reached for.", nameof(HealthcareService), ids => $"c.service_id in ({ids})",
                ids => $"select distinct c.service_id from service_contacts c where c.id = any({ids})") { Present = Sql.True },
            new ReferenceParameter("organization", "Who provides the service.", nameof(Organization), ids => $"s.provider_id in ({ids})",
                ids => $"""
                    select distinct s.provider_id from service_contacts c join care_services s on s.id = c.service_id where c.id = any({ids})
                    """) { Present = Sql.True },
            new ReferenceParameter("location", "Where the service is given.", nameof(Location),
                ids => $"exists (select 1 from service_sites at where at.service_id = c.service_id and at.site_id in ({ids}))",
                ids => $"""
                    select distinct at.site_id from service_contacts c join service_sites at on at.service_id = c.service_id where c.id = any({ids})
                    """) { Present = $"exists (select 1 from service_sites at where at.service_id = c.service_id)" },
        ],
    };

    private static async Task<IReadOnlyList<Resource>> ReadAsync(FhirReading reading, Guid[] ids)
    {
        var entries = await reading.Db.ContactEntries.AsNoTracking().Where(c => ids.Contains(c.Id)).ToListAsync(reading.CancellationToken);
        var services = (await reading.ServicesAsync([.. entries.Select(e => e.ServiceId.Value).Distinct()])).ToDictionary(s => s.Service.Id);
        var today = LondonTime.DateOf(reading.Now);

        // A service that changed between the two reads may have fewer contacts than it had.
        return
        [
            .. entries.Where(e => services.TryGetValue(e.ServiceId, out var facts) && facts.Service.Contacts.Count >= e.Position)
                .Select(e => Of(e, services[e.ServiceId], today)),
        ];
    }

    private static PractitionerRole Of(ContactEntry entry, ServiceFacts facts, DateOnly today)
    {
        var service = facts.Service;
        var contact = service.Contacts[entry.Position - 1];
        return new()
        {
            Id = $"{entry.Id}",
            ChangedAt = service.ChangedAt,
            Meta = HealthcareServiceTwin.MetaOf(service.IsDemonstration),
            Active = service.Status == RecordStatus.Active,
            Practitioner = string.IsNullOrWhiteSpace(contact.Name) ? null : new(Practitioner, contact.Name),
            Organization = HealthcareServiceTwin.Provider(service),
            Code = string.IsNullOrWhiteSpace(entry.Role) ? [] : [CodeableConcept.InWords(entry.Role)],
            Location = HealthcareServiceTwin.Locations(service),
            HealthcareService = [Reference.To(nameof(HealthcareService), service.Id.Value, service.Name)],
            Telecom = HealthcareServiceTwin.Telecoms(contact.Telephone, contact.Email, null),
            AvailableTime = Hours.Week(service.OpeningHours, today),
            NotAvailable = HealthcareServiceTwin.NotAvailable(facts, today),
            AvailabilityExceptions = Hours.Exceptions(
                service, HealthcareServiceTwin.SitesOf(service).ToDictionary(s => s.Id.Value, s => s.Name), today),
        };
    }

    private const string Practitioner = "Practitioner";
}
