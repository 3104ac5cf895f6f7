using IntegratedCare.Kernel.Time;
using Microsoft.Extensions.Options;

namespace IntegratedCare.Quality.WorkingDays;

internal static partial class WorkingDaysServices
{
    /// <summary>Before a table ends somebody should put the next years in; they are published two years ahead.</summary>
    private const int MonthsOfWarning = 6;

    public static void AddWorkingDays(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<WorkingDaysSettings>().BindConfiguration("WorkingDays").ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<WorkingDaysSettings>, WorkingDaysCheck>();
        builder.Services.AddSingleton(services =>
        {
            var calendar = services.GetRequiredService<IOptions<WorkingDaysSettings>>().Value.ToCalendar();
            var today = LondonTime.DateOf(services.GetRequiredService<TimeProvider>().GetUtcNow());
            if (calendar.KnownUntil < today.AddMonths(MonthsOfWarning))
                TableEnds(services.GetRequiredService<ILogger<WorkingCalendar>>(), calendar.KnownUntil);
            return calendar;
        });
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The bank holidays are known until {KnownUntil} only: put the next years into WorkingDays:BankHolidays")]
    private static partial void TableEnds(ILogger logger, DateOnly knownUntil);
}
