using System.ComponentModel.DataAnnotations;

namespace IntegratedCare.DirectoryOfServices.UnmetNeed;

/// <summary>How long it is kept what was looked for in vain; settings under <c>UnmetNeed</c>.</summary>
internal sealed class UnmetNeedPolicy
{
    /// <summary>Days that counts are kept: a year can be compared with the one before its last month.</summary>
    [Range(1, 3_660)]
    public int KeepDays { get; set; } = 400;

    /// <summary>Days after which words are forgotten that few have said and the directory does not know: they may be a name.</summary>
    [Range(1, 366)]
    public int RareWordsDays { get; set; } = 28;

    /// <summary>How often the sweeper looks for what need not be kept any longer.</summary>
    [Range(1, 168)]
    public int SweepEveryHours { get; set; } = 24;
}
