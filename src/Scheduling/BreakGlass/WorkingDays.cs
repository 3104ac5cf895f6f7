using IntegratedCare.Kernel.Time;

namespace IntegratedCare.Scheduling.BreakGlass;

/// <summary>Monday to Friday, as London's calendar has them; bank holidays count, so a review is due early rather than late.</summary>
internal static class WorkingDays
{
    /// <summary>The end of the working day that comes so many working days after the moment.</summary>
    public static DateTimeOffset After(DateTimeOffset moment, int days)
    {
        var date = LondonTime.DateOf(moment);
        while (days > 0)
        {
            date = date.AddDays(1);
            if (date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)) days--;
        }

        return LondonTime.StartOf(date.AddDays(1));
    }
}
