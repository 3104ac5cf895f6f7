using Microsoft.Extensions.Options;

namespace IntegratedCare.Quality.WorkingDays;

/// <summary>
/// The bank holidays of the place; settings under <c>WorkingDays</c>. Without any, England's from 2024 to 2028 hold. A place that gives its own gives
/// all of them and says from when to when they are complete.
/// </summary>
internal sealed class WorkingDaysSettings
{
    /// <summary>Every bank holiday, substitute days in place of those at weekends; null: England's.</summary>
    public IList<DateOnly>? BankHolidays { get; set; }

    /// <summary>The first day of which the table tells.</summary>
    public DateOnly? KnownFrom { get; set; }

    /// <summary>The last day of which the table tells.</summary>
    public DateOnly? KnownUntil { get; set; }

    public WorkingCalendar ToCalendar() => (BankHolidays, KnownFrom, KnownUntil) switch
    {
        (null, null, null) => new(EnglandsBankHolidays.Days, EnglandsBankHolidays.KnownFrom, EnglandsBankHolidays.KnownUntil),
        ({ } days, { } from, { } until) => new(days, from, until),
        _ => throw new ArgumentException("A place's own bank holidays come with the first and the last day that they cover."),
    };
}

/// <summary>A service with a wrong table does not start: its clocks would be wrong.</summary>
internal sealed class WorkingDaysCheck : IValidateOptions<WorkingDaysSettings>
{
    public ValidateOptionsResult Validate(string? name, WorkingDaysSettings options)
    {
        try
        {
            options.ToCalendar();
            return ValidateOptionsResult.Success;
        }
        catch (ArgumentException e)
        {
            return ValidateOptionsResult.Fail($"WorkingDays: {e.Message}");
        }
    }
}
