using IntegratedCare.PlaceLoader.Tables;

namespace IntegratedCare.PlaceLoader.Teams;

/// <summary>When, where and how a member works: on days of the week, each or every so many, or on the dates of a rule (RFC 5545).</summary>
internal sealed record WorkingPattern(
    RowReference Row, string Team, string Member, IReadOnlyList<string> Days, TimeOnly? From, TimeOnly? Until,
    string? Site, string Delivery, DateOnly? ValidFrom, DateOnly? ValidTo,
    int? EveryWeeks, string? Rule, IReadOnlyList<DateOnly> ExceptDates, IReadOnlyList<DateOnly> ExtraDates, string? BankHolidays)
{
    public const string File = "working-patterns.csv";

    public static readonly TableColumns Columns = new(
        ["team", "member", "days", "from", "until", "site", "delivery", "valid_from", "valid_to"],
        ["every_weeks", "rule", "except_dates", "extra_dates", "bank_holidays"]);

    public static WorkingPattern Read(CsvRow row) => new(
        row.Reference,
        Team: row.Code("team"),
        Member: row.Code("member"),
        Days: row.OptionalManyOf("days", PlaceData.DayNames.All),
        From: row.Time("from"),
        Until: row.Time("until"),
        Site: row.OptionalCode("site"),
        Delivery: row.OneOf("delivery", PlaceData.Delivery.All),
        ValidFrom: row.OptionalDate("valid_from"),
        ValidTo: row.OptionalDate("valid_to"),
        EveryWeeks: row.OptionalWholeNumber("every_weeks", 1, 26),
        Rule: row.OptionalText("rule", 300),
        ExceptDates: row.Dates("except_dates"),
        ExtraDates: row.Dates("extra_dates"),
        BankHolidays: row.OptionalOneOf("bank_holidays", ["works", "closed"]));

    public TimeSpan Length => Until is { } until && From is { } from && from < until ? until - from : TimeSpan.Zero;

    /// <summary>True when one person would have to be in both at once.</summary>
    public bool Overlaps(WorkingPattern other) =>
        Team == other.Team && Member == other.Member && Days.Intersect(other.Days).Any()
        && From < other.Until && other.From < Until
        && (ValidFrom ?? DateOnly.MinValue) <= (other.ValidTo ?? DateOnly.MaxValue)
        && (other.ValidFrom ?? DateOnly.MinValue) <= (ValidTo ?? DateOnly.MaxValue);
}
