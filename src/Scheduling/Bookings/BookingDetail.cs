using IntegratedCare.Kernel.PersonalData;

namespace IntegratedCare.Scheduling.Bookings;

/// <summary>The person as their carers see them.</summary>
public sealed record PersonView(
    string NhsNumber, string FamilyName, string GivenName, DateOnly DateOfBirth, string Postcode, string? Phone)
{
    internal static PersonView Of(Person person) => new(
        person.NhsNumber.Reveal(), person.FamilyName, person.GivenName, person.DateOfBirth, person.Postcode, person.Phone);
}

public sealed record ReferralView(DateOnly ConsultedOn, string Reason, Priority Priority);

/// <summary>A booking with the person. Each one given out is in the access audit.</summary>
public sealed record BookingDetail(
    BookingView Booking,
    Guid MemberId,
    string? MemberName,
    PersonView Person,
    ReferralView Referral,
    IReadOnlyList<string> CommunicationNeeds,
    string? CancellationReason)
{
    internal static BookingDetail Of(Booking booking, BookingView view, string? memberName, PersonalDataCipher cipher)
    {
        var seal = new BookingSeal(cipher, booking.Id);
        return new(
            view, booking.Member.Value, memberName,
            PersonView.Of(booking.Person.Open(seal)),
            new(booking.ConsultedOn, booking.Referral.OpenReason(seal), booking.Priority),
            booking.Referral.OpenNeeds(seal),
            booking.OpenCancellationReason(seal));
    }
}
