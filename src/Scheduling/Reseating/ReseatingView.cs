using IntegratedCare.Kernel.Time;
using IntegratedCare.Scheduling.Bookings;
using IntegratedCare.Scheduling.Teams;

namespace IntegratedCare.Scheduling.Reseating;

/// <summary>What becomes of a booking: it keeps its time, its time or place changes, or there is no seat for it.</summary>
public enum SeatProposed { KeepsTime, TimeChanges, PlaceChanges, NoSeat }

/// <summary>What is proposed for one booking; without a seat it stays as it is until somebody sees to it.</summary>
/// <remarks>One that is not orphaned is moved to somebody else at its own time, to let another in.</remarks>
public sealed record ProposalView(
    Guid BookingId, bool IsOrphaned, SeatProposed Proposed, DateTimeOffset Start, DateTimeOffset End, Named Member,
    DateTimeOffset? NewStart, DateTimeOffset? NewEnd, Named? NewMember, Guid? NewSiteId, IReadOnlyList<Guid>? NewResourceIds)
{
    internal static ProposalView Of(Proposal proposal, Team team)
    {
        var (booked, offer) = (proposal.Booked, proposal.Offer);
        return new(
            booked.Id.Value, proposal.IsOrphaned, ProposedOf(offer), LondonTime.ToLondon(booked.Time.Start), LondonTime.ToLondon(booked.Time.End),
            NameOf(booked.Member), offer is null ? null : LondonTime.ToLondon(offer.Slot.Time.Start),
            offer is null ? null : LondonTime.ToLondon(offer.Slot.Time.End), offer is null ? null : NameOf(offer.Slot.Member), offer?.Slot.Site?.Value,
            offer is null ? null : [.. offer.Resources.Skip(1).Select(r => r.Value)]);

        Named NameOf(MemberId id) => new(id.Value, team.Members.FirstOrDefault(m => m.Id == id)?.DisplayName ?? BookingNames.NotNamedYet);
    }

    private static SeatProposed ProposedOf(SeatOffer? offer) => offer switch
    {
        null => SeatProposed.NoSeat,
        { TimeChanges: true } => SeatProposed.TimeChanges,
        { PlaceChanges: true } => SeatProposed.PlaceChanges,
        _ => SeatProposed.KeepsTime,
    };
}
