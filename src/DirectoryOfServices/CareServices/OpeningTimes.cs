using IntegratedCare.Kernel.Time;

namespace IntegratedCare.DirectoryOfServices.CareServices;

/// <summary>When a service is open, all things considered: hours, exceptions, bank holidays.</summary>
/// <remarks>Exceptions of a day come before bank holidays, and both before the usual hours. Times are what London's clocks show, so that the hours
/// stay the same through both clock changes.</remarks>
internal sealed record OpeningTimes(
    IReadOnlyList<OpeningHours> Hours,
    IReadOnlyList<OpeningException> Exceptions,
    BankHolidayRule OnBankHolidays,
    IReadOnlySet<DateOnly> BankHolidays)
{
    /// <summary>How far ahead the next opening is looked for.</summary>
    public const int DaysAhead = 60;

    /// <summary>True where nobody has said when the service is open.</summary>
    public bool Unknown => Hours.Count == 0;

    public static OpeningTimes Of(CareService service, IReadOnlySet<DateOnly> bankHolidays) =>
        new(service.OpeningHours, service.OpeningExceptions, service.OnBankHolidays, bankHolidays);

    /// <summary>Open somewhere at the instant? Null: nobody has said when it is open.</summary>
    public bool? IsOpenAt(DateTimeOffset instant)
    {
        if (Unknown) return null;

        var clock = LondonTime.ToLondon(instant).DateTime;
        var today = DateOnly.FromDateTime(clock);
        return SpansOf(today).Concat(SpansOf(today.AddDays(-1))).Any(span => span.From <= clock && clock < span.Until);
    }

    /// <summary>When it opens next after the instant, where it does so within <see cref="DaysAhead"/> days.</summary>
    public DateTimeOffset? NextOpening(DateTimeOffset after)
    {
        if (Unknown) return null;

        var today = LondonTime.DateOf(after);
        for (var day = today; day <= today.AddDays(DaysAhead); day = day.AddDays(1))
        {
            var openings = SpansOf(day).Select(span => LondonTime.ToInstant(span.From)).OfType<DateTimeOffset>();
            if (openings.Where(at => at > after).Order().Cast<DateTimeOffset?>().FirstOrDefault() is { } first) return first;
        }

        return null;
    }

    private IEnumerable<(DateTime From, DateTime Until)> SpansOf(DateOnly day)
    {
        var changed = Exceptions.Where(exception => exception.Covers(day)).ToList();
        foreach (var exception in changed)
        {
            if (exception is { Opens: { } opens, Closes: { } closes }) yield return Span(day, opens, closes);
        }

        if (changed.Exists(exception => exception.SiteId is null)) yield break;
        if (OnBankHolidays == BankHolidayRule.Closed && BankHolidays.Contains(day)) yield break;
        foreach (var hours in Hours)
        {
            if (hours.FallOn(day) && !changed.Exists(exception => exception.SiteId == hours.SiteId))
                yield return Span(day, hours.Opens, hours.Closes);
        }
    }

    private static (DateTime From, DateTime Until) Span(DateOnly day, TimeOnly opens, TimeOnly closes) =>
        (day.ToDateTime(opens), (closes <= opens ? day.AddDays(1) : day).ToDateTime(closes));
}
