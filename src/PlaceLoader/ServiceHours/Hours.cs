using IntegratedCare.PlaceLoader.PlaceData;
using IntegratedCare.PlaceLoader.Tables;

namespace IntegratedCare.PlaceLoader.ServiceHours;

/// <summary>When a service is open, week after week or month after month.</summary>
internal sealed record Hours(
    RowReference Row, string Service, string? Site, IReadOnlyList<string> Days, TimeOnly? From, TimeOnly? Until, string? Attending,
    string Every, int Interval, IReadOnlyList<int> WeeksOfMonth, IReadOnlyList<int> DaysOfMonth,
    DateOnly? StartsOn, DateOnly? ValidFrom, DateOnly? ValidUntil, string? Notes, Provenance Provenance)
{
    public const string File = "service-hours.csv";
    private const string Week = "week";
    private const int NotesLengthMax = 500;

    public static readonly TableColumns Columns = new(
        ["service", "days", "from", "until", Provenance.Column],
        ["site", "attending", "every", "interval", "weeks_of_month", "days_of_month", "starts_on", "valid_from", "valid_until", "notes"],
        MayBeMissing: true);

    public static Hours Read(CsvRow row) => new(
        row.Reference,
        Service: row.Code("service"),
        Site: row.OptionalCode("site"),
        Days: row.OptionalManyOf("days", DayNames.All),
        From: row.Time("from"),
        Until: row.Time("until"),
        Attending: row.OptionalOneOf("attending", Delivery.All),
        Every: row.OptionalOneOf("every", [Week, "month"]) ?? Week,
        Interval: row.OptionalWholeNumber("interval", 1, 52) ?? 1,
        WeeksOfMonth: row.WholeNumbers("weeks_of_month", -1, 5),
        DaysOfMonth: row.WholeNumbers("days_of_month", 1, 31),
        StartsOn: row.OptionalDate("starts_on"),
        ValidFrom: row.OptionalDate("valid_from"),
        ValidUntil: row.OptionalDate("valid_until"),
        Notes: row.OptionalText("notes", NotesLengthMax),
        Provenance: Provenance.Read(row));

    public static void Check(Place place, Findings findings)
    {
        foreach (var hours in place.Hours)
        {
            hours.CheckDays(findings);
            if (hours.ValidUntil < hours.ValidFrom) findings.Error(hours.Row, "valid_until is before valid_from");
            if (hours.Interval > 1 && hours.StartsOn is null) findings.Error(hours.Row, "starts_on is empty for hours of every few weeks or months");
            if (place.ServiceOf(hours.Service) is not { } service)
            {
                findings.Error(hours.Row, $"service '{hours.Service}' is not in services.csv");
                continue;
            }

            if (hours.Site is { } site && !service.Sites.Contains(site))
                findings.Error(hours.Row, $"the service is not given at '{site}'");
            if (hours.Attending is { } way && !service.Delivery.Contains(way))
                findings.Error(hours.Row, $"the service is not given in the way '{way}'");
        }
    }

    private void CheckDays(Findings findings)
    {
        var rightly = Every == Week
            ? Days.Count > 0 && WeeksOfMonth.Count == 0 && DaysOfMonth.Count == 0
            : DaysOfMonth.Count > 0 ? Days.Count == 0 && WeeksOfMonth.Count == 0 : Days.Count > 0 && WeeksOfMonth.Count > 0;
        if (!rightly)
            findings.Error(Row, "the days are not said: days for every week; days_of_month, or days with weeks_of_month, for every month");
        if (WeeksOfMonth.Contains(0)) findings.Error(Row, "weeks_of_month is 1 to 5, or -1 for the last");
    }
}
