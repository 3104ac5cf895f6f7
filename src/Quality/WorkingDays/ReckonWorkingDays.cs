using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Quality.WorkingDays;

/// <summary>A day so many working days after another, and the bank holidays on the way.</summary>
/// <remarks>
/// <c>Certain</c> false: the table of bank holidays, from <c>KnownFrom</c> to <c>KnownUntil</c>, does not cover all the way, and <c>Date</c> is the
/// earliest day that it can be.
/// </remarks>
public sealed record ReckonedDayView(
    DateOnly Date, bool Certain, IReadOnlyList<DateOnly> BankHolidays, DateOnly KnownFrom, DateOnly KnownUntil);

/// <summary>When a clock of so many working days ends, as every clock of Quality reckons it.</summary>
internal static class ReckonWorkingDays
{
    private const int YearMin = 1900;
    private const int YearMax = 2999;

    public static Task<ReckonedDayView> Handle(
        DateOnly from, [Range(1, WorkingCalendar.DaysMax)] int days, WorkingCalendar calendar, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (from.Year is < YearMin or > YearMax) throw new DomainException(RequestErrors.Invalid, "A day of the years 1900 to 2999.");
        var day = calendar.After(from, days);
        return Task.FromResult(new ReckonedDayView(
            day.Date, day.IsCertain, [.. calendar.BankHolidays(from, day.Date)], calendar.KnownFrom, calendar.KnownUntil));
    }
}
