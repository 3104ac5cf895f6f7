using IntegratedCare.Kernel.Time;
using IntegratedCare.Scheduling.Bookings;
using IntegratedCare.Scheduling.Teams;

namespace IntegratedCare.Scheduling.WaitingList;

public sealed record OfferView(
    Guid Id, OfferState State, DateTimeOffset Start, DateTimeOffset End, Named Team, Named? Site, Delivery Delivery,
    DateTimeOffset OfferedAt, DateTimeOffset AnswerBy, DateTimeOffset? AnsweredAt, Guid? BookingId)
{
    internal static OfferView Of(TimeOffer offer, string? team, string? site) => new(
        offer.Id.Value, offer.State, LondonTime.ToLondon(offer.StartsAt), LondonTime.ToLondon(offer.EndsAt),
        new(offer.Team.Value, team ?? BookingNames.NotNamedYet),
        offer.Site is { } id ? new(id.Value, site ?? BookingNames.NotNamedYet) : null, offer.Delivery,
        LondonTime.ToLondon(offer.OfferedAt), LondonTime.ToLondon(offer.AnswerBy),
        offer.AnsweredAt is { } at ? LondonTime.ToLondon(at) : null, offer.Booking?.Value);
}
