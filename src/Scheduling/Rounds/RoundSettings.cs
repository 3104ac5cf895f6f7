using System.ComponentModel.DataAnnotations;

namespace IntegratedCare.Scheduling.Rounds;

/// <summary>The place's rules for rounds; settings under <c>Rounds</c>.</summary>
internal sealed class RoundSettings
{
    /// <summary>How much longer a road is than the straight line, where no travel times are supplied.</summary>
    [Range(1.0, 5.0)]
    public double RoadFactor { get; set; } = 1.3;

    /// <summary>How fast carers travel, where no travel times are supplied.</summary>
    [Range(1.0, 150.0)]
    public double KilometresPerHour { get; set; } = 25;

    /// <summary>How many rounds are planned at once in the place. Each takes two cores while it lasts.</summary>
    [Range(1, 16)]
    public int AtOnceMax { get; set; } = 2;

    /// <summary>How many may wait.</summary>
    [Range(1, 1000)]
    public int WaitingMax { get; set; } = 20;

    /// <summary>How long after its day it is kept where a round's visits were.</summary>
    [Range(1, 366)]
    public int KeptDays { get; set; } = 30;
}
