using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Scheduling.Bookings;
using IntegratedCare.Scheduling.CareServices;
using IntegratedCare.Scheduling.Claims;
using IntegratedCare.Scheduling.Fhir.Received;
using IntegratedCare.Scheduling.Holds;
using IntegratedCare.Scheduling.Messages;
using IntegratedCare.Scheduling.Slots;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Scheduling.Fhir.Appointments;

/// <summary>Puts an appointment in the place of the one that was read: cancelled with a reason, or with another slot.</summary>
/// <remarks>Only while it is booked. Whose it is and what it is for do not change; how it ended is said by those who keep the team's diary.</remarks>
internal static class ChangeAppointment
{
    public static async Task<Ok> Handle(
        string id, AppointmentRequest asked, HttpContext http, Caller caller, Purpose purpose, SchedulingDb db, PersonalDataCipher cipher, EntryRules rules,
        RotaBook rotas, PersonMessages messages, TimeProvider time, CancellationToken cancellationToken)
    {
        await db.ShareRotaAsync(cancellationToken);     // before the booking, as always: it may move to another slot
        var booking = await db.LockBookingAsync(KeyOf(id), caller, cancellationToken);
        Versions.Check(http.Request, asked.Meta?.VersionId, booking.Sequence);
        var change = new Change(caller, purpose, db, cipher, rules, rotas, messages, time);
        await change.ApplyAsync(asked, booking, cancellationToken);
        return TypedResults.Ok();
    }

    /// <summary>The same by a patch of the resource.</summary>
    public static async Task<Ok> HandlePatch(
        string id, PatchRequest patch, HttpContext http, Caller caller, Purpose purpose, SchedulingDb db, PersonalDataCipher cipher, EntryRules rules,
        RotaBook rotas, PersonMessages messages, TimeProvider time, CancellationToken cancellationToken)
    {
        await db.ShareRotaAsync(cancellationToken);     // before the booking, as always: it may move to another slot
        var booking = await db.LockBookingAsync(KeyOf(id), caller, cancellationToken);
        Versions.Check(http.Request, null, booking.Sequence);
        var standing = await db.AppointmentsAsync([booking], cipher, cancellationToken);
        var change = new Change(caller, purpose, db, cipher, rules, rotas, messages, time);
        await change.ApplyAsync(patch.Apply<AppointmentRequest>(standing[0]), booking, cancellationToken);
        return TypedResults.Ok();
    }

    private static Guid KeyOf(string id) => Guid.TryParseExact(id, "D", out var key) ? key : throw new DomainException(BookingErrors.Unknown);

    private sealed record Change(
        Caller Caller, Purpose Purpose, SchedulingDb Db, PersonalDataCipher Cipher, EntryRules Rules, RotaBook Rotas, PersonMessages Messages,
        TimeProvider Time)
    {
        public async Task ApplyAsync(AppointmentRequest asked, Booking booking, CancellationToken cancellationToken)
        {
            if (asked.Id != $"{booking.Id.Value}") throw Refusal.Invalid("The resource's id is not that of its address.");
            if (!PatientReceived.IsAbout(PatientReceived.AmongParticipants(asked), asked.Contained, number => Cipher.KeyOf(number).Value == booking.PersonKey))
                throw Refusal.Unfit("The appointment is somebody else's.");
            if (booking.Status is not (BookingStatus.Confirmed or BookingStatus.Arrived)) throw new DomainException(BookingErrors.Closed);

            switch (asked.Status)
            {
                case "cancelled":
                    await CancelAsync(asked, booking, cancellationToken);
                    break;
                case "booked":
                    await MoveAsync(asked, booking, cancellationToken);
                    break;
                default:
                    throw Refusal.Unfit("An appointment that is booked is cancelled, or moved to another slot; nothing else is said of it here.");
            }
        }

        private async Task CancelAsync(AppointmentRequest asked, Booking booking, CancellationToken cancellationToken)
        {
            var request = new CancelBookingRequest(asked.CancellationReason?.Words ?? throw Refusal.Unfit("Say why: cancelationReason.text."));
            await Rules.CheckAsync(request, cancellationToken);
            await CancelBooking.Handle(booking.Id.Value, request, Caller, Purpose, Db, Cipher, Messages, Time, cancellationToken);
        }

        // What a hold locks by and by, it locks here before the sessions: who holds a series has the resources, and then wants the sessions one by one.
        private async Task LockTimeAsync(Booking booking, SlotId slot, CancellationToken cancellationToken)
        {
            var terms = await Db.HoldTermsAsync(Rotas, slot.Service, Caller, Time.GetUtcNow(), cancellationToken);
            if (terms.Rota.Teams.FirstOrDefault(t => t.Id == slot.Team) is { } team) await Db.LockResourcesAsync(team.ResourceIds, cancellationToken);
            await Db.LockSessionsAsync(booking.Id, slot, cancellationToken);
        }

        private async Task MoveAsync(AppointmentRequest asked, Booking booking, CancellationToken cancellationToken)
        {
            if (await asked.SlotAsync(Db, cancellationToken) is not { } slot) throw Refusal.Unfit("Name the slot.");
            if (asked.Start is { } start && start != slot.Start) throw Refusal.Unfit("The appointment does not start when the slot does.");
            if (SlotName.Of(slot) == SlotName.Of(booking.Team, booking.Member, booking.Service, booking.StartsAt)) return;

            await Db.ShareServiceAsync(booking.Service, cancellationToken);
            await LockTimeAsync(booking, slot, cancellationToken);
            var held = await PlaceHold.HoldAsync(slot.ToString(), Caller, Db, Rotas, Time, HoldLasts.WithABooking, cancellationToken);
            var moved = await RescheduleBooking.Handle(
                booking.Id.Value, new(held.Value!.HoldId), Caller, Purpose, Db, Messages, Time, cancellationToken);
            if (asked.End is { } end && end != moved.Value!.End) throw Refusal.Unfit("The appointment does not end when the slot does.");
        }
    }
}
