using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Fhir;
using IntegratedCare.Kernel.Idempotency;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Scheduling.Bookings;
using IntegratedCare.Scheduling.CareServices;
using IntegratedCare.Scheduling.Fhir.Received;
using IntegratedCare.Scheduling.Fhir.Slots;
using IntegratedCare.Scheduling.Holds;
using IntegratedCare.Scheduling.Messages;
using IntegratedCare.Scheduling.Referrals;
using IntegratedCare.Scheduling.Slots;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Scheduling.Fhir.Appointments;

/// <summary>Books a person into a slot: the hold and the booking of the JSON API, in one transaction.</summary>
/// <remarks>
/// Based on a ServiceRequest, the person and the reason may be left out: they are the referral's. Otherwise the resource contains the Patient, says why
/// (reasonCode) and how urgent it is (priority).
/// </remarks>
internal static class BookAppointment
{
    public static async Task<Created> Handle(
        AppointmentRequest asked, Caller caller, Purpose purpose, SchedulingDb db, PersonalDataCipher cipher, EntryRules rules, RotaBook rotas,
        PersonMessages messages, TimeProvider time, CancellationToken cancellationToken)
    {
        if (asked.Status != "booked") throw Refusal.Unfit("An appointment is made as booked, at once.");
        if (asked.BasedOn is { Count: > 1 }) throw Refusal.Unfit("An appointment answers one ServiceRequest.");
        var slot = await asked.SlotAsync(db, cancellationToken) ?? throw Refusal.Unfit("Name the slot.");
        if (asked.Start is { } start && start != slot.Start) throw Refusal.Unfit("The appointment does not start when the slot does.");

        // Locks are taken in one order: rota, referral, service, and then the time.
        await db.ShareRotaAsync(cancellationToken);
        var answered = asked.BasedOn is [var based]
            ? await db.LockReferralAsync(based.GuidOf("ServiceRequest") ?? Guid.Empty, caller, cancellationToken) : null;
        var request = asked.ToBooking(answered, cipher, LondonTime.DateOf(time.GetUtcNow()));
        await rules.CheckAsync(request, cancellationToken);
        await db.ShareServiceAsync(slot.Service, cancellationToken);

        var held = await PlaceHold.HoldAsync(slot.ToString(), caller, db, rotas, time, HoldLasts.WithABooking, cancellationToken);
        var booked = await MakeBooking.Handle(
            request with { HoldId = held.Value!.HoldId }, caller, purpose, db, cipher, messages, time, RequestKey.OfAnother, cancellationToken);
        if (asked.End is { } end && end != booked.Value!.End) throw Refusal.Unfit("The appointment does not end when the slot does.");
        return TypedResults.Created($"{FhirRequests.Root}/Appointment/{booked.Value!.Id}");
    }

    /// <summary>The slot that is named; null where none is.</summary>
    public static async Task<SlotId?> SlotAsync(this AppointmentRequest asked, SchedulingDb db, CancellationToken cancellationToken) => asked.Slot switch
    {
        null or [] => null,
        [var only] => await db.SlotNamedAsync(only.IdOf("Slot") ?? "", cancellationToken) ?? throw new DomainException(SlotErrors.Unknown),
        _ => throw Refusal.Unfit("An appointment takes one slot."),
    };

    private static MakeBookingRequest ToBooking(this AppointmentRequest asked, ServiceRequest? answered, PersonalDataCipher cipher, DateOnly today)
    {
        var patient = PatientReceived.AmongParticipants(asked);
        var person = PatientReceived.EntryOf(patient, asked.Contained);
        var reason = asked.ReasonCode?.Select(r => r.Words).FirstOrDefault(w => w is not null);
        var consultedOn = asked.Extension.Date(DiaryCodes.ConsultedOn);
        var needs = asked.Extension.Texts(DiaryCodes.CommunicationNeed);
        if (answered is null)
        {
            if (person is null) throw Refusal.Unfit("Contain the Patient, and refer to them as a participant; or name a ServiceRequest.");
            if (NhsNumber.TryParse(person.NhsNumber, out var theirs) && !PatientReceived.IsAbout(patient, asked.Contained, number => number == theirs))
                throw Refusal.Unfit("The participant's NHS number is another than the contained Patient's.");
            return new(Guid.Empty, person, new(consultedOn ?? today, reason ?? throw Refusal.Unfit("Say why: reasonCode.text."), asked.Urgency()
                ?? throw Refusal.Unfit("Say how urgent it is: priority.")), needs);
        }

        var seal = new RequestSeal(cipher, answered.Id);
        var known = answered.OpenPerson(seal);
        if (!PatientReceived.IsAbout(patient, asked.Contained, number => number == known.NhsNumber))
            throw new DomainException(ServiceRequestErrors.OtherPerson);

        return new(
            Guid.Empty,
            person ?? new(known.NhsNumber.Reveal(), known.FamilyName, known.GivenName, known.DateOfBirth, known.Postcode, known.Phone,
                known.Contact.Email?.Value, known.Contact.By, known.Contact.LargePrint, known.Contact.AddressLines),
            new(consultedOn ?? answered.ConsultedOn, reason ?? answered.Texts!.OpenReason(seal), asked.Urgency() ?? answered.Priority),
            needs.Count > 0 ? needs : answered.Texts!.OpenCommunicationNeeds(seal),
            answered.Id.Value);
    }

    // Our own word where it is there; else iCalendar's numbers, of which 1 to 4 are high and 5 is between.
    private static Priority? Urgency(this AppointmentRequest asked) =>
        asked.Extension.Words<Priority>(DiaryCodes.Priority) is [var word, ..] ? word : asked.Priority switch
        {
            null => null,
            >= 1 and <= 4 => Priority.Urgent,
            5 => Priority.Soon,
            0 or (>= 6 and <= 9) => Priority.Routine,
            _ => throw Refusal.Unfit("priority is 0 to 9."),
        };
}
