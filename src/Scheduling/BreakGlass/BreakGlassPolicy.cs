using System.ComponentModel.DataAnnotations;

namespace IntegratedCare.Scheduling.BreakGlass;

/// <summary>The place's rules for emergencies; settings under <c>BreakGlass</c>.</summary>
internal sealed class BreakGlassPolicy
{
    /// <summary>How long a person's bookings stay open.</summary>
    [Range(5, 240)]
    public int Minutes { get; set; } = 60;

    /// <summary>How often one person may do so in 24 hours: somebody who needs it more often needs a relationship instead.</summary>
    [Range(1, 100)]
    public int GrantsPerDay { get; set; } = 5;

    /// <summary>How many working days the privacy officer has for the review.</summary>
    [Range(1, 30)]
    public int ReviewWorkingDays { get; set; } = 3;
}
