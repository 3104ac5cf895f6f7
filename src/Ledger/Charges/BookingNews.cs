using IntegratedCare.Kernel.Time;
using IntegratedCare.Ledger.CareServices;

namespace IntegratedCare.Ledger.Charges;

/// <summary>What an event of Scheduling says about a booking, as far as money is concerned.</summary>
/// <remarks>
/// <c>Sequence</c> counts the events of one booking from 1; they may be heard in any order. <c>Outcome</c> is null while the booking
/// stands. <c>CareOn</c> and <c>HappenedOn</c> are London's dates of the care and of the event. <c>NeighbourhoodCode</c> is null where Scheduling does not say.
/// </remarks>
internal sealed record BookingNews(
    BookingId Booking,
    int Sequence,
    string Reference,
    CareServiceId Service,
    BookingOutcome? Outcome,
    DateOnly CareOn,
    DateOnly HappenedOn,
    string? NeighbourhoodCode = null)
{
    public static BookingNews Of(
        Guid bookingId, int sequence, string reference, Guid serviceId, BookingOutcome? outcome,
        DateTimeOffset startsAt, DateTimeOffset occurredAt, string? neighbourhoodCode = null) =>
        new(new(bookingId), sequence, reference, new(serviceId), outcome,
            LondonTime.DateOf(startsAt), LondonTime.DateOf(occurredAt), neighbourhoodCode);
}
