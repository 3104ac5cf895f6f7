using IntegratedCare.Scheduling.Claims;
using IntegratedCare.Scheduling.Teams;

namespace IntegratedCare.Scheduling.Slots;

/// <summary>What is given away within the time that a search looks at.</summary>
internal sealed class TakenTimes(IReadOnlyDictionary<ResourceId, TakenTime> claims, IReadOnlyDictionary<(TeamId, MemberId, DateTimeOffset), int> sessions)
{
    public TakenTime Of(ResourceId resource) => claims.TryGetValue(resource, out var taken) ? taken : TakenTime.Nothing;

    public bool Overlaps(ResourceId resource, Interval time) => Of(resource).Overlaps(time);

    /// <summary>The places left in the group session that stands at the slot; null where none does.</summary>
    public int? PlacesLeftAt(Slot slot) => sessions.TryGetValue((slot.Team, slot.Member, slot.Time.Start), out var left) ? left : null;
}
