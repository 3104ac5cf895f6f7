using IntegratedCare.Kernel.Fhir;
using IntegratedCare.Kernel.Fhir.Resources;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Scheduling.Bookings;
using IntegratedCare.Scheduling.CareServices;
using IntegratedCare.Scheduling.Fhir.Resources;
using IntegratedCare.Scheduling.Sites;
using IntegratedCare.Scheduling.Teams;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Fhir.Appointments;

/// <summary>Says bookings in FHIR's words, with the person: whoever calls it has seen to it that they may be told, and accounts for it.</summary>
internal static class AppointmentReading
{
    public const string StatusSystem = "http://hl7.org/fhir/appointmentstatus";

    public static string StatusOf(BookingStatus status) => status switch
    {
        BookingStatus.Confirmed => "booked",
        BookingStatus.Arrived => "arrived",
        BookingStatus.Cancelled => "cancelled",
        BookingStatus.Attended => "fulfilled",
        BookingStatus.DidNotAttend => "noshow",
    };

    /// <summary>iCalendar's numbers, which FHIR takes over: one is the highest, nine the lowest.</summary>
    public static int NumberOf(Priority priority) => priority switch
    {
        Priority.Urgent => 1,
        Priority.Soon => 5,
        Priority.Routine => 9,
    };

    public static async Task<IReadOnlyList<AppointmentResource>> AppointmentsAsync(
        this SchedulingDb db, IReadOnlyList<Booking> bookings, PersonalDataCipher cipher, CancellationToken cancellationToken)
    {
        var ids = bookings.Select(b => b.Id).ToList();
        var changes = (await db.Bookings.AsNoTracking().Where(b => ids.Contains(b.Id)).SelectMany(b => b.History)
            .Select(c => new { c.Booking, c.At }).ToListAsync(cancellationToken)).ToLookup(c => c.Booking, c => c.At);
        var names = await NamesAsync(db, bookings, cancellationToken);
        return [.. bookings.Select(b => Of(b, changes[b.Id].Min(), changes[b.Id].Max(), names, new(cipher, b.Id)))];
    }

    private static async Task<Names> NamesAsync(SchedulingDb db, IReadOnlyList<Booking> bookings, CancellationToken cancellationToken)
    {
        var (services, members) = (bookings.Select(b => b.Service).Distinct().ToList(), bookings.Select(b => b.Member).Distinct().ToList());
        var sites = bookings.Select(b => b.Site).OfType<SiteId>().Distinct().ToList();
        var named = await db.CareServices.AsNoTracking().Where(s => services.Contains(s.Id)).Select(s => new { s.Id, s.Name })
            .ToDictionaryAsync(s => s.Id.Value, s => s.Name ?? BookingNames.NotNamedYet, cancellationToken);
        var people = await db.Teams.AsNoTracking().SelectMany(t => t.Members).Where(m => members.Contains(m.Id))
            .Select(m => new { m.Id, m.DisplayName }).Distinct().ToListAsync(cancellationToken);
        var places = await db.Sites.AsNoTracking().Where(s => sites.Contains(s.Id)).ToDictionaryAsync(s => s.Id.Value, s => s.Name, cancellationToken);
        var teams = bookings.Select(b => b.Team).Distinct().ToList();
        var preparations = await db.Teams.AsNoTracking().Where(t => teams.Contains(t.Id))
            .SelectMany(t => t.Offers.Where(o => o.Preparation != null && services.Contains(o.Service)).Select(o => new { Team = t.Id, o.Service, o.Preparation }))
            .ToDictionaryAsync(o => (o.Team, o.Service), o => o.Preparation, cancellationToken);
        return new(named, people.ToLookup(m => m.Id.Value, m => m.DisplayName), places, preparations);
    }

    private static AppointmentResource Of(Booking booking, DateTimeOffset madeAt, DateTimeOffset changedAt, Names names, BookingSeal seal)
    {
        var person = booking.OpenPerson(seal);
        var service = names.Services.GetValueOrDefault(booking.Service.Value, BookingNames.NotNamedYet);
        return new()
        {
            Id = $"{booking.Id.Value}",
            ChangedAt = changedAt,
            Meta = new($"{booking.Sequence}", FhirJson.Instant(changedAt), []),
            Extension =
            [
                DiaryCodes.Code(DiaryCodes.Delivery, booking.Delivery),
                DiaryCodes.Code(DiaryCodes.Priority, booking.Priority),
                new(DiaryCodes.ConsultedOn) { ValueDate = FhirJson.Date(booking.ConsultedOn) },
                .. booking.OpenNeeds(seal).Select(n => new Extension(DiaryCodes.CommunicationNeed) { ValueString = n }),
            ],
            Contained = [ContainedPatient.Of(person)],
            Identifier = [new(DiaryCodes.BookingReference, booking.Reference)],
            Status = StatusOf(booking.Status),
            CancellationReason = booking.OpenCancellationReason(seal) is { } why ? CodeableConcept.InWords(why) : null,
            ServiceType = [DiaryCodes.OfService(booking.Service.Value, service)],
            ReasonCode = [CodeableConcept.InWords(booking.OpenReason(seal))],
            Priority = NumberOf(booking.Priority),
            Start = FhirJson.Instant(booking.StartsAt),
            End = FhirJson.Instant(booking.EndsAt),
            MinutesDuration = (int)(booking.EndsAt - booking.StartsAt).TotalMinutes,
            Slot = [new("Slot", null) { Address = $"Slot/{SlotName.Of(booking.Team, booking.Member, booking.Service, booking.StartsAt)}" }],
            Created = FhirJson.Instant(madeAt),
            PatientInstruction = booking.Status is BookingStatus.Confirmed or BookingStatus.Arrived
                ? names.Preparations.GetValueOrDefault((booking.Team, booking.Service)) : null,
            BasedOn = booking.Request is { } request ? [Reference.To("ServiceRequest", request.Value)] : [],
            Participant =
            [
                new(ContainedPatient.Reference(person), "accepted"),
                new(Reference.To("HealthcareService", booking.Service.Value, service), "accepted"),
                new(Reference.Named("PractitionerRole", DiaryCodes.Member, $"{booking.Member.Value}",
                    names.Members[booking.Member.Value].FirstOrDefault() ?? BookingNames.NotNamedYet), "accepted"),
                .. booking.Site is { } site
                    ? [new Participant(Reference.To("Location", site.Value, names.Sites.GetValueOrDefault(site.Value)), "accepted")]
                    : Array.Empty<Participant>(),
            ],
        };
    }

    private sealed record Names(Dictionary<Guid, string> Services, ILookup<Guid, string> Members, Dictionary<Guid, string> Sites,
        Dictionary<(TeamId Team, ServiceId Service), string?> Preparations);
}
