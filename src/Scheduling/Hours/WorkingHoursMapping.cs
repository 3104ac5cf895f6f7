using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Scheduling.Hours;

/// <summary>The columns of hours, in whichever table they stand.</summary>
internal static class WorkingHoursMapping
{
    public static void Configure(ComplexPropertyBuilder<WorkingHours> hours) =>
        hours.Property(h => h.Rule).HasMaxLength(RecurrenceRule.LengthMax);
}
