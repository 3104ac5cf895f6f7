namespace IntegratedCare.Quality.WorkingDays;

/// <summary>Which days offices work: Monday to Friday, but for bank holidays, as far as these are known.</summary>
/// <remarks>
/// A bank holiday is a day off in itself: where it falls on a weekend the table names the substitute day. Beyond the table's last year nobody has
/// proclaimed them yet, so a day reckoned there may be too early; it is never too late, and the answer says that it is not certain.
/// </remarks>
internal sealed class WorkingCalendar
{
    /// <summary>Clocks run for days or weeks; this bounds what is asked.</summary>
    public const int DaysMax = 250;

    private readonly HashSet<DateOnly> bankHolidays;

    public WorkingCalendar(IEnumerable<DateOnly> bankHolidays, DateOnly knownFrom, DateOnly knownUntil)
    {
        this.bankHolidays = [.. bankHolidays];
        if (knownUntil < knownFrom) throw new ArgumentException("A table of bank holidays ends after it begins.", nameof(knownUntil));
        if (this.bankHolidays.Any(day => day < knownFrom || day > knownUntil))
            throw new ArgumentException("A bank holiday lies outside the time that its table is said to cover.", nameof(bankHolidays));
        (KnownFrom, KnownUntil) = (knownFrom, knownUntil);
    }

    /// <summary>From this day to <see cref="KnownUntil"/> all bank holidays are known.</summary>
    public DateOnly KnownFrom { get; }

    public DateOnly KnownUntil { get; }

    /// <summary>The bank holidays from one day to another, both included.</summary>
    public IEnumerable<DateOnly> BankHolidays(DateOnly from, DateOnly to) => bankHolidays.Where(day => day >= from && day <= to).Order();

    public bool IsWorkingDay(DateOnly day) =>
        day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !bankHolidays.Contains(day);

    /// <summary>
    /// The <paramref name="days"/>th working day after a day, which itself does not count: one working day after a Friday is Monday.
    /// </summary>
    public ReckonedDay After(DateOnly start, int days)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days, DaysMax);
        var day = start;
        for (var left = days; left > 0;)
        {
            day = day.AddDays(1);
            if (IsWorkingDay(day)) left--;
        }

        return new(day, IsCertain: start >= KnownFrom.AddDays(-1) && day <= KnownUntil);
    }
}

/// <summary>A day that was reckoned in working days.</summary>
/// <param name="Date">London's date.</param>
/// <param name="IsCertain">False where not all bank holidays on the way are known: then it is the earliest day that it can be.</param>
internal readonly record struct ReckonedDay(DateOnly Date, bool IsCertain);
