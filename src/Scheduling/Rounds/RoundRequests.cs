using System.ComponentModel.DataAnnotations;
using IntegratedCare.Scheduling.Slots;

namespace IntegratedCare.Scheduling.Rounds;

/// <summary>A team's home visits of a London day, to be given to carers, ordered and timed.</summary>
/// <remarks>
/// <c>Seconds</c>: how long to search. <c>Seed</c>: another one gives another plan of like quality. <c>TravelMinutes</c>: from each place to each,
/// where the place knows better than the crow: rows and columns are the visits in their order, then where each carer sets out, then where each ends.
/// </remarks>
public sealed record PlanRoundRequest(
    [DiaryDate] DateOnly Date,
    [MinLength(1), MaxLength(RoundLimits.CarersMax)] IReadOnlyList<CarerEntry> Carers,
    [MinLength(1), MaxLength(RoundLimits.VisitsMax)] IReadOnlyList<VisitEntry> Visits,
    [Range(1, RoundLimits.SecondsMax)] int Seconds = 30,
    [Range(1, int.MaxValue)] int Seed = 1,
    WeightsEntry? Weights = null,
    [MaxLength(RoundLimits.PlacesMax)] IReadOnlyList<IReadOnlyList<double>>? TravelMinutes = null);

/// <summary>A member of the team on the day: from when to when, from where to where, with which skills beside those that the team knows.</summary>
/// <remarks><c>End</c>: absent where they end where they set out.</remarks>
public sealed record CarerEntry(
    Guid MemberId, DateTimeOffset ShiftStart, DateTimeOffset ShiftEnd, PointEntry Start, PointEntry? End = null,
    [MaxLength(RoundLimits.SkillsMax)] IReadOnlyList<string>? Skills = null);

/// <summary>A place on earth, in degrees.</summary>
public sealed record PointEntry([Range(-90.0, 90.0)] double Latitude, [Range(-180.0, 180.0)] double Longitude);

/// <summary>A visit that somebody is to make, known by an id of the caller's.</summary>
/// <remarks>
/// With a <c>BookingId</c> it is that booking's: its member and time are promised and stay, and nothing but where it is need be said.
/// Otherwise window and duration are needed. <c>Second</c>: what a second carer does there.
/// </remarks>
public sealed record VisitEntry(
    Guid Id, PointEntry At, Guid? BookingId = null, DateTimeOffset? WindowStart = null, DateTimeOffset? WindowEnd = null,
    [Range(1, RoundLimits.VisitMinutesMax)] int? DurationMinutes = null,
    [MaxLength(RoundLimits.SkillsMax)] IReadOnlyList<string>? Skills = null,
    SecondCarerEntry? Second = null, Guid? PreferredMemberId = null);

/// <summary>The second carer's part. Sequential: it begins so many minutes after the first, at least and at most.</summary>
public sealed record SecondCarerEntry(
    VisitPairing Mode, [Range(1, RoundLimits.VisitMinutesMax)] int DurationMinutes,
    [MaxLength(RoundLimits.SkillsMax)] IReadOnlyList<string>? Skills = null,
    [Range(0, RoundLimits.VisitMinutesMax)] int GapMinMinutes = 0, [Range(0, RoundLimits.VisitMinutesMax)] int GapMaxMinutes = 0);

/// <summary>How the two parts of a visit by two carers hang together.</summary>
public enum VisitPairing
{
    /// <summary>Both begin in one moment: double-handed care.</summary>
    Simultaneous,

    /// <summary>One after the other, within a gap.</summary>
    Sequential,
}

/// <summary>What a minute of each counts for; <c>UnfamiliarMinutes</c>: what it counts for that somebody else comes than the preferred carer.</summary>
public sealed record WeightsEntry(
    [Range(1, 1000)] int Travel = 1, [Range(0, 1000)] int Lateness = 1, [Range(0, 1000)] int LargestLateness = 1,
    [Range(0, 600)] int UnfamiliarMinutes = 30);

/// <summary>What a coordinator wants to stay as it is: one half of a visit with a carer, or, locked, with carer and time.</summary>
/// <remarks><c>MemberId</c> need not be said where the half is locked: it is whose the plan says.</remarks>
public sealed record PinEntry(Guid VisitId, bool Second = false, Guid? MemberId = null, bool Locked = false);

/// <summary>All pins of a round; what is not among them is free again.</summary>
public sealed record PutPinsRequest([MaxLength(2 * RoundLimits.VisitsMax)] IReadOnlyList<PinEntry> Pins);

/// <summary>A visit to be added with least disruption; as a preview it says what would move and changes nothing.</summary>
public sealed record AddVisitRequest(VisitEntry Visit, bool Preview = false);

/// <summary>How long to search for a better plan around what is pinned and locked.</summary>
public sealed record OptimiseRoundRequest([Range(1, RoundLimits.SecondsMax)] int Seconds = 30);

/// <summary>What a round may be at most.</summary>
internal static class RoundLimits
{
    public const int VisitsMax = 200;
    public const int CarersMax = 50;
    public const int SkillsMax = 20;
    public const int SkillLengthMax = 100;
    public const int SecondsMax = 120;
    public const int VisitMinutesMax = 480;
    public const int PlacesMax = VisitsMax + (2 * CarersMax);
}
