using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Scheduling.Messages;
using IntegratedCare.Scheduling.Teams;

namespace IntegratedCare.Scheduling.Bookings;

/// <summary>The person as their carers see them.</summary>
public sealed record PersonView(
    string NhsNumber, string FamilyName, string GivenName, DateOnly DateOfBirth, string Postcode, string? Phone, string? Email,
    MessageChannel ContactBy, bool LargePrint, IReadOnlyList<string> AddressLines)
{
    internal static PersonView Of(Person person) => new(
        person.NhsNumber.Reveal(), person.FamilyName, person.GivenName, person.DateOfBirth, person.Postcode, person.Phone,
        person.Contact.Email?.Value, person.Contact.By, person.Contact.LargePrint, person.Contact.AddressLines);
}

public sealed record ReferralView(DateOnly ConsultedOn, string Reason, Priority Priority);

/// <summary>A booking with the person. Each one given out is in the access audit.</summary>
public sealed record BookingDetail(
    Guid Id,
    string Reference,
    BookingStatus Status,
    DateTimeOffset Start,
    DateTimeOffset End,
    Named Service,
    Named Team,
    Named Member,
    Named? Site,
    Delivery Delivery,
    long? PriceHintPence,
    PersonView Person,
    ReferralView Referral,
    IReadOnlyList<string> CommunicationNeeds,
    string? CancellationReason,
    Guid? SeriesId = null,
    Guid? BundleId = null,
    bool IsOverbooked = false,
    string? OverbookingReason = null)
{
    internal static BookingDetail Of(Booking booking, BookingView view, string memberName, PersonalDataCipher cipher)
    {
        var seal = new BookingSeal(cipher, booking.Id);
        return new(
            view.Id, view.Reference, view.Status, view.Start, view.End, view.Service, view.Team,
            new(booking.Member.Value, memberName), view.Site, view.Delivery, view.PriceHintPence,
            PersonView.Of(booking.OpenPerson(seal)),
            new(booking.ConsultedOn, booking.OpenReason(seal), booking.Priority),
            booking.OpenNeeds(seal),
            booking.OpenCancellationReason(seal),
            view.SeriesId, view.BundleId, view.IsOverbooked, booking.OpenOverbookingReason(seal));
    }
}
