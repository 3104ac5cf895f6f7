using System.Globalization;
using System.Text.Json.Serialization;
using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.Sites;

namespace IntegratedCare.DirectoryOfServices.OpenReferral.Records;

/// <summary>Open Referral's schedule, after iCalendar's recurrence rules: usual hours, and days on which they are others.</summary>
public sealed record OpenSchedule
{
    public required Guid Id { get; init; }
    [JsonPropertyName("service_at_location_id")] public Guid? ServiceAtLocationId { get; init; }
    [JsonPropertyName("valid_from")] public DateOnly? ValidFrom { get; init; }
    [JsonPropertyName("valid_to")] public DateOnly? ValidTo { get; init; }
    public DateOnly? Dtstart { get; init; }
    public string? Freq { get; init; }
    public int? Interval { get; init; }
    public string? Byday { get; init; }
    public string? Bymonthday { get; init; }
    public required string Description { get; init; }
    [JsonPropertyName("opens_at")] public string? OpensAt { get; init; }
    [JsonPropertyName("closes_at")] public string? ClosesAt { get; init; }
    [JsonPropertyName("attending_type")] public string? AttendingType { get; init; }
    public string? Notes { get; init; }

    internal static IEnumerable<OpenSchedule> Of(CareService service, Surroundings around) =>
    [
        .. service.OpeningHours.Named(service.Id.Value, "schedule").Select(named => Usual(named.Id, named.Part, service, around)),
        .. service.OpeningExceptions.Named(service.Id.Value, "exception").Select(named => Exceptional(named.Id, named.Part, service, around)),
    ];

    private static OpenSchedule Usual(Guid id, OpeningHours hours, CareService service, Surroundings around) => new()
    {
        Id = id,
        ServiceAtLocationId = PlaceOf(service, hours.SiteId),
        ValidFrom = hours.ValidFrom,
        ValidTo = hours.ValidUntil,
        Dtstart = hours.StartsOn,
        Freq = hours.Every switch { Recurrence.Week => "WEEKLY", Recurrence.Month => "MONTHLY" },
        Interval = hours.Interval,
        Byday = Comma(ByDay(hours)),
        Bymonthday = Comma(hours.DaysOfMonth.Order().Select(day => day.ToString(CultureInfo.InvariantCulture))),
        Description = $"{OpeningWords.When(hours)}, {OpeningWords.Span(hours.Opens, hours.Closes)}.",
        OpensAt = around.TimeOfDay(hours.Opens),
        ClosesAt = around.TimeOfDay(hours.Closes),
        AttendingType = string.Join(", ", (hours.Attending is { } way ? [way] : service.Delivery).Select(OwnTaxonomy.DeliveryName)),
        Notes = string.Join(' ', new[]
        {
            hours.Notes, service.OnBankHolidays switch
            {
                BankHolidayRule.Closed => "Closed on bank holidays.",
                BankHolidayRule.AsUsual => "Open on bank holidays as on other days.",
            },
        }.Where(note => !string.IsNullOrWhiteSpace(note))),
    };

    private static OpenSchedule Exceptional(Guid id, OpeningException exception, CareService service, Surroundings around)
    {
        var until = exception.Until ?? exception.From;
        var days = until == exception.From ? OpeningWords.Day(until) : $"{OpeningWords.Day(exception.From)} to {OpeningWords.Day(until)}";
        var schedule = new OpenSchedule
        {
            Id = id,
            ServiceAtLocationId = PlaceOf(service, exception.SiteId),
            ValidFrom = exception.From,
            ValidTo = until,
            Dtstart = exception.From,
            Description = $"Closed: {days}.",
            Notes = string.IsNullOrWhiteSpace(exception.Reason) ? null : exception.Reason,
        };
        return exception is not { Opens: { } opens, Closes: { } closes } ? schedule : schedule with
        {
            Freq = "WEEKLY",
            Interval = 1,
            Byday = Comma(DaysOfWeek.Where(day => Falls(day, exception.From, until)).Select(OpenParameter.ICalendarDay)),
            Description = $"Other hours than usual: {days}, {OpeningWords.Span(opens, closes)}.",
            OpensAt = around.TimeOfDay(opens, exception.From),
            ClosesAt = around.TimeOfDay(closes, exception.From),
        };
    }

    internal static IReadOnlyList<DayOfWeek> DaysOfWeek { get; } =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    private static bool Falls(DayOfWeek day, DateOnly from, DateOnly until) =>
        Enumerable.Range(0, Math.Min(7, until.DayNumber - from.DayNumber + 1)).Any(days => from.AddDays(days).DayOfWeek == day);

    private static IEnumerable<string> ByDay(OpeningHours hours) =>
        from day in DaysOfWeek
        where hours.Days.Contains(day)
        from week in hours.WeeksOfMonth.Count == 0 ? [""] : hours.WeeksOfMonth.Select(week => week.ToString(CultureInfo.InvariantCulture))
        select $"{week}{OpenParameter.ICalendarDay(day)}";

    private static string? Comma(IEnumerable<string> parts) => string.Join(',', parts) is { Length: > 0 } said ? said : null;

    private static Guid? PlaceOf(CareService service, Guid? site) => site is { } id ? DerivedId.Of(service.Id, new SiteId(id)) : null;
}
