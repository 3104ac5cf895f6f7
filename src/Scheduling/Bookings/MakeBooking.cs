using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Idempotency;
using IntegratedCare.Kernel.Mail;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Scheduling.Holds;
using IntegratedCare.Scheduling.Messages;
using IntegratedCare.Scheduling.Referrals;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Scheduling.Bookings;

/// <summary>A held slot becomes a booking for a person.</summary>
/// <remarks><c>ReferralId</c> is the referral on a worklist that this booking answers; absent where the person was booked straight away.</remarks>
public sealed record MakeBookingRequest(
    Guid HoldId, PersonEntry Person, ReferralEntry Referral, [MaxLength(10)] IReadOnlyList<string>? CommunicationNeeds = null,
    Guid? ReferralId = null);

/// <summary>Whose booking it is, and how they are told of it.</summary>
/// <remarks>
/// <c>ContactBy</c>: by e-mail where an address is given, else by text to a mobile number, else by letter. <c>LargePrint</c>: letters in large print.
/// <c>AddressLines</c>: where letters go, without the postcode.
/// </remarks>
public sealed record PersonEntry(
    [Required, StringLength(20)] string NhsNumber,
    [Required, StringLength(100), RegularExpression(PersonEntry.Printable)] string FamilyName,
    [Required, StringLength(100), RegularExpression(PersonEntry.Printable)] string GivenName,
    DateOnly DateOfBirth,
    [Required, StringLength(10), RegularExpression(PersonEntry.PostcodePattern)] string Postcode,
    [StringLength(30, MinimumLength = 3), RegularExpression(PersonEntry.PhonePattern)] string? Phone = null,
    [StringLength(EmailAddress.LengthMax)] string? Email = null,
    MessageChannel? ContactBy = null,
    bool? LargePrint = null,
    [MaxLength(Contact.AddressLinesMax)] IReadOnlyList<string>? AddressLines = null)
{
    // A letter to read, and nothing that breaks the line or turns the direction of the text beside it.
    internal const string Printable = @"^(?=.*\p{L})[^\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]*$";
    private const string PostcodePattern = "^[A-Za-z]{1,2}[0-9][A-Za-z0-9]? *[0-9][A-Za-z]{2}$";
    private const string PhonePattern = @"^(?=(?:[^0-9]*[0-9]){3})[0-9+() \-]+$";
}

public sealed record ReferralEntry(DateOnly ConsultedOn, [Required, StringLength(2000)] string Reason, Priority Priority);

/// <summary>Turns a hold into a booking: the person has the time from here on.</summary>
internal static class MakeBooking
{
    public static async Task<Created<BookingView>> Handle(
        MakeBookingRequest request, Caller caller, Purpose purpose, SchedulingDb db, PersonalDataCipher cipher, PersonMessages messages,
        TimeProvider time, RequestKey key, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var today = LondonTime.DateOf(now);
        var person = Person.Of(request.Person, today);
        var referral = Referral.Of(request.Referral, request.CommunicationNeeds, person, today);
        var seal = new BookingSeal(cipher, BookingId.New());

        if (request.ReferralId is not null) await key.ClaimAsync(db, cancellationToken);
        var answered = request.ReferralId is { } asked ? await db.LockReferralAsync(asked, caller, cancellationToken) : null;
        var used = await db.UseHoldAsync(new(request.HoldId), seal.Booking, caller, now, cancellationToken, key);
        used.Service.MustTakeBookings();

        var booking = Booking.Make(seal, used.Hold, person, referral, answered?.Id, caller, now);
        answered?.BookFor(booking, caller, now);
        db.Bookings.Add(booking);
        messages.Queue(booking, MessageKind.Confirmation);
        db.Publish(booking.Confirmed(used.Names.NeighbourhoodCode, now));
        db.RecordAccess(booking, caller, purpose, "booking.make");
        if (used.Hold.IsOfGroupPlace)
        {
            await db.SaveChangesAsync(cancellationToken);
            await db.PassPlaceOnAsync(used.Hold, booking.Id, cancellationToken);
        }
        else
        {
            await key.SaveAsync(db, cancellationToken);
        }

        return TypedResults.Created($"/api/scheduling/bookings/{booking.Id.Value}", used.Names.ViewOf(booking));
    }
}
