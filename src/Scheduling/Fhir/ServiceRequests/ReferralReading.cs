using IntegratedCare.Kernel.Fhir;
using IntegratedCare.Kernel.Fhir.Resources;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Scheduling.Bookings;
using IntegratedCare.Scheduling.Fhir.Resources;
using IntegratedCare.Scheduling.Referrals;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Fhir.ServiceRequests;

/// <summary>Says referrals in FHIR's words, with the person: whoever calls it has seen to it that they may be told, and accounts for it.</summary>
internal static class ReferralReading
{
    public const string StatusSystem = "http://hl7.org/fhir/request-status";
    private const string Snomed = "http://snomed.info/sct";

    public static string StatusOf(ReferralStage stage) => stage switch
    {
        ReferralStage.Received or ReferralStage.Accepted or ReferralStage.Waiting or ReferralStage.Booked => "active",
        ReferralStage.Seen or ReferralStage.ReturnedWithAdvice => "completed",
        ReferralStage.Withdrawn => "revoked",
    };

    /// <summary>FHIR has no word between routine and urgent: soon is told as urgent, with our own word beside it, so that nobody thinks it less.</summary>
    public static string WordOf(Priority priority) => priority == Priority.Routine ? "routine" : "urgent";

    public static async Task<IReadOnlyList<ServiceRequestResource>> ServiceRequestsAsync(
        this SchedulingDb db, IReadOnlyList<ServiceRequest> requests, PersonalDataCipher cipher, CancellationToken cancellationToken)
    {
        var ids = requests.Select(r => r.Id).ToList();
        var services = requests.Select(r => r.Service).Distinct().ToList();
        var changes = (await db.ServiceRequests.AsNoTracking().Where(r => ids.Contains(r.Id)).SelectMany(r => r.History)
            .Select(c => new { c.Request, c.At }).ToListAsync(cancellationToken)).ToLookup(c => c.Request, c => c.At);
        var names = await db.CareServices.AsNoTracking().Where(s => services.Contains(s.Id)).Select(s => new { s.Id, s.Name })
            .ToDictionaryAsync(s => s.Id.Value, s => s.Name ?? BookingNames.NotNamedYet, cancellationToken);
        return
        [
            .. requests.Select(r => Of(
                r, names.GetValueOrDefault(r.Service.Value, BookingNames.NotNamedYet), changes[r.Id].Max(), new(cipher, r.Id))),
        ];
    }

    private static ServiceRequestResource Of(ServiceRequest request, string service, DateTimeOffset changedAt, RequestSeal seal)
    {
        var person = request.OpenPerson(seal);
        var texts = request.Texts!;
        return new()
        {
            Id = $"{request.Id.Value}",
            ChangedAt = changedAt,
            Meta = new($"{request.Sequence}", FhirJson.Instant(changedAt), []),
            Extension = ExtensionsOf(request, texts, seal),
            Contained = [ContainedPatient.Of(person)],
            Identifier = [new(DiaryCodes.ReferralReference, request.Reference)],
            Status = StatusOf(request.Stage),
            Intent = request.Kind == ReferralKind.Referral ? "order" : "proposal",
            Category = [CodeableConcept.Of(
                new Coding(DiaryCodes.ReferralKind, DiaryCodes.Word(request.Kind)), new Coding(Snomed, "3457005", "Patient referral"))],
            Priority = WordOf(request.Priority),
            Code = DiaryCodes.OfService(request.Service.Value, service),
            Subject = ContainedPatient.Reference(person),
            OccurrencePeriod = new(FhirJson.Instant(request.ReceivedAt), FhirJson.Instant(request.DueBy)),
            AuthoredOn = FhirJson.Instant(request.ReceivedAt),
            Requester = request.ReferredByOrganisation is { } organisation
                ? Reference.Named("Organization", DiaryCodes.OrganisationCode, organisation, organisation) : null,
            Performer = [Reference.To("HealthcareService", request.Service.Value, service)],
            ReasonCode = [CodeableConcept.InWords(texts.OpenReason(seal))],
            Note = texts.OpenAdvice(seal) is { } advice ? [new(advice)] : [],
        };
    }

    private static IReadOnlyList<Extension> ExtensionsOf(ServiceRequest request, SealedRequestTexts texts, RequestSeal seal)
    {
        var needs = texts.OpenNeeds(seal);
        return
        [
            DiaryCodes.Code(DiaryCodes.Stage, request.Stage),
            DiaryCodes.Code(DiaryCodes.Priority, request.Priority),
            new(DiaryCodes.ConsultedOn) { ValueDate = FhirJson.Date(request.ConsultedOn) },
            .. Said(request.NeighbourhoodCode).Select(n => new Extension(DiaryCodes.Neighbourhood) { ValueString = n }),
            .. texts.OpenCommunicationNeeds(seal).Select(n => new Extension(DiaryCodes.CommunicationNeed) { ValueString = n }),
            .. Said(needs.InterpreterLanguage).Select(l => new Extension(DiaryCodes.InterpreterLanguage) { ValueCode = l }),
            .. (needs.Access ?? []).Select(a => DiaryCodes.Code(DiaryCodes.AccessNeed, a)),
            .. needs.CarerComesAlong ? [new Extension(DiaryCodes.CarerComesAlong) { ValueBoolean = true }] : Array.Empty<Extension>(),
            .. (needs.Wellbeing ?? []).Select(w => DiaryCodes.Code(DiaryCodes.Wellbeing, w)),
            .. Said(texts.OpenWithdrawalReason(seal))
                .Select(why => new Extension(DiaryCodes.StatusReason) { ValueCodeableConcept = CodeableConcept.InWords(why) }),
        ];
    }

    private static IEnumerable<string> Said(string? text) => text is null ? [] : [text];
}
