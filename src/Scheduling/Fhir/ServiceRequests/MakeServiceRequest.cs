using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Fhir;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Scheduling.Bookings;
using IntegratedCare.Scheduling.Fhir.Received;
using IntegratedCare.Scheduling.Referrals;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Scheduling.Fhir.ServiceRequests;

/// <summary>Sends a person on to a service: the referral of the JSON API.</summary>
internal static class MakeServiceRequest
{
    public static async Task<Created> Handle(
        ServiceRequestRequest asked, Caller caller, Purpose purpose, SchedulingDb db, PersonalDataCipher cipher, EntryRules rules, TimeProvider time,
        CancellationToken cancellationToken)
    {
        if (asked.Status != "active") throw Refusal.Unfit("A ServiceRequest is made as active.");
        if (asked.Intent is null) throw Refusal.Invalid("The intent is missing.");
        var request = ToReferral(asked, LondonTime.DateOf(time.GetUtcNow()));
        await rules.CheckAsync(request, cancellationToken);
        var made = await MakeReferral.Handle(request, caller, purpose, db, cipher, time, cancellationToken);
        return TypedResults.Created($"{FhirRequests.Root}/ServiceRequest/{made.Value!.Id}");
    }

    private static MakeReferralRequest ToReferral(ServiceRequestRequest asked, DateOnly today)
    {
        if (asked.Performer is not [var performer] || performer.GuidOf("HealthcareService") is not { } service)
            throw Refusal.Unfit("Name one performer, the HealthcareService that is asked.");
        var person = PatientReceived.EntryOf(asked.Subject, asked.Contained) ?? throw Refusal.Unfit("Contain the Patient, and refer to them as the subject.");
        var reason = asked.ReasonCode?.Select(r => r.Words).FirstOrDefault(w => w is not null) ?? throw Refusal.Unfit("Say why: reasonCode.text.");
        var languages = asked.Extension.Texts(DiaryCodes.InterpreterLanguage);
        return new(
            service, person,
            new(asked.Extension.Date(DiaryCodes.ConsultedOn) ?? today, reason, Urgency(asked)),
            KindOf(asked),
            asked.Extension.Text(DiaryCodes.Neighbourhood),
            asked.Extension.Texts(DiaryCodes.CommunicationNeed),
            new(languages.Count > 0 ? languages[0] : null, asked.Extension.Words<AccessNeed>(DiaryCodes.AccessNeed),
                asked.Extension.Flag(DiaryCodes.CarerComesAlong), asked.Extension.Words<WellbeingDomain>(DiaryCodes.Wellbeing)));
    }

    // Our own word where it is there. Of FHIR's, whatever is more than routine counts as urgent: nobody is made to wait by a translation.
    private static Priority Urgency(ServiceRequestRequest asked) =>
        asked.Extension.Words<Priority>(DiaryCodes.Priority) is [var word, ..] ? word : asked.Priority switch
        {
            null or "routine" => Priority.Routine,
            "urgent" or "asap" or "stat" => Priority.Urgent,
            _ => throw Refusal.Invalid("priority is routine, urgent, asap or stat."),
        };

    private static ReferralKind KindOf(ServiceRequestRequest asked)
    {
        var said = asked.Category?.SelectMany(c => c.Coding ?? []).FirstOrDefault(c => c.System == DiaryCodes.ReferralKind)?.Code;
        return said is null ? ReferralKind.Referral
            : Enum.GetValues<ReferralKind>().Where(k => DiaryCodes.Word(k) == said).Cast<ReferralKind?>().FirstOrDefault()
                ?? throw Refusal.Unfit("The category holds no such kind of referral.");
    }
}
