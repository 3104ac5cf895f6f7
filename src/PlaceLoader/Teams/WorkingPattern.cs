using IntegratedCare.PlaceLoader.Tables;

namespace IntegratedCare.PlaceLoader.Teams;

/// <summary>When, where and how a member works, week after week.</summary>
internal sealed record WorkingPattern(
    RowReference Row, string Team, string Member, IReadOnlyList<string> Days, TimeOnly? From, TimeOnly? Until,
    string? Site, string Delivery, DateOnly? ValidFrom, DateOnly? ValidTo)
{
    public const string File = "working-patterns.csv";

    public static readonly string[] Columns =
        ["team", "member", "days", "from", "until", "site", "delivery", "valid_from", "valid_to"];

    public static WorkingPattern Read(CsvRow row) => new(
        row.Reference,
        Team: row.Code("team"),
        Member: row.Code("member"),
        Days: row.ManyOf("days", PlaceData.DayNames.All),
        From: row.Time("from"),
        Until: row.Time("until"),
        Site: row.OptionalCode("site"),
        Delivery: row.OneOf("delivery", PlaceData.Delivery.All),
        ValidFrom: row.OptionalDate("valid_from"),
        ValidTo: row.OptionalDate("valid_to"));

    public TimeSpan Length => Until is { } until && From is { } from && from < until ? until - from : TimeSpan.Zero;

    /// <summary>True when one person would have to be in both at once.</summary>
    public bool Overlaps(WorkingPattern other) =>
        Team == other.Team && Member == other.Member && Days.Intersect(other.Days).Any()
        && From < other.Until && other.From < Until
        && (ValidFrom ?? DateOnly.MinValue) <= (other.ValidTo ?? DateOnly.MaxValue)
        && (other.ValidFrom ?? DateOnly.MinValue) <= (ValidTo ?? DateOnly.MaxValue);
}
