using System.ComponentModel.DataAnnotations;
using System.Globalization;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Scheduling.Bookings;
using IntegratedCare.Scheduling.Referrals;
using IntegratedCare.Scheduling.Rounds;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace IntegratedCare.Scheduling.People;

/// <summary>Who asks to be forgotten, or whose records were taken wrongly.</summary>
public sealed record ErasePersonRequest([Required, StringLength(20)] string NhsNumber, EraseReason Reason);

/// <summary>Why a person is erased before the sweeper would come to it.</summary>
public enum EraseReason
{
    /// <summary>The person asks for it (UK GDPR article 17).</summary>
    RequestedByPerson,

    /// <summary>The records never should have been made.</summary>
    TakenInError,

    /// <summary>Their time of keeping is over.</summary>
    NoLongerNeeded,
}

/// <summary>How many bookings and referrals do not say any more whose they were.</summary>
public sealed record PersonErased(int Bookings, int Referrals);

/// <summary>Takes the person out of all their bookings and referrals, where nothing asks that they be kept.</summary>
internal static class ErasePerson
{
    private const int BookingsMax = 10_000;

    public static async Task<Ok<PersonErased>> Handle(
        ErasePersonRequest request, Caller caller, Purpose purpose, SchedulingDb db, PersonalDataCipher cipher,
        IOptions<RetentionPolicy> policy, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!NhsNumber.TryParse(request.NhsNumber, out var number)) throw new DomainException(PersonErrors.NhsNumberInvalid);
        var (person, now) = (cipher.KeyOf(number).Value, time.GetUtcNow());

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"SELECT FROM bookings WHERE person_key = {person} ORDER BY id FOR UPDATE", cancellationToken);
        var bookings = await db.Bookings.Where(b => b.PersonKey == person).OrderBy(b => b.Id).Take(BookingsMax).ToListAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"SELECT FROM service_requests WHERE person_key = {person} ORDER BY id FOR UPDATE", cancellationToken);
        var referrals = await db.ServiceRequests.Where(r => r.PersonKey == person).OrderBy(r => r.Id).Take(BookingsMax).ToListAsync(cancellationToken);
        if (bookings.Count == 0 && referrals.Count == 0) throw new DomainException(PeopleErrors.Unknown);
        if (policy.Value.IsHeld(person)) throw new DomainException(PeopleErrors.LegalHold);
        if (bookings.Exists(b => b.Status is BookingStatus.Confirmed or BookingStatus.Arrived && b.EndsAt > now)) throw new DomainException(PeopleErrors.HasOpenBookings);

        if (referrals.Exists(r => r.IsOpen)) throw new DomainException(PeopleErrors.HasOpenReferrals);

        // What never should have been made is not kept for any time, and must go also where it cannot be read.
        if (request.Reason != EraseReason.TakenInError)
        {
            var until = bookings.Select(b => (Ended: b.EndsAt, Born: b.OpenDateOfBirth(new(cipher, b.Id))))
                .Concat(referrals.Select(r => (Ended: r.ClosedAt!.Value, Born: r.Person!.OpenDateOfBirth(new RequestSeal(cipher, r.Id).Row))))
                .Max(held => policy.Value.KeptUntil(held.Ended, held.Born));
            if (LondonTime.DateOf(now) < until)
                throw new DomainException(PeopleErrors.MustBeKept, $"Until {until.ToString("O", CultureInfo.InvariantCulture)}.");
        }

        foreach (var booking in bookings)
        {
            booking.Erase(now);
            db.Publish(booking.Erased(now));
            db.RecordAccess(caller, purpose, "booking.erase", "booking", $"{booking.Id.Value}");
        }

        await db.ForgetRoundsOfAsync(bookings, cancellationToken);
        foreach (var referral in referrals)
        {
            referral.Erase(now);
            db.Publish(referral.ErasedEvent(now));
            db.RecordAccess(caller, purpose, "referral.erase", "referral", $"{referral.Id.Value}");
        }

        db.RecordAccess(caller, purpose, ActionOf(request.Reason), "person", person);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(new PersonErased(bookings.Count, referrals.Count));
    }

    private static string ActionOf(EraseReason reason) => reason switch
    {
        EraseReason.RequestedByPerson => "person.erase-requested",
        EraseReason.TakenInError => "person.erase-taken-in-error",
        EraseReason.NoLongerNeeded => "person.erase-no-longer-needed",
    };
}
