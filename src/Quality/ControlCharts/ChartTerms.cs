namespace IntegratedCare.Quality.ControlCharts;

/// <summary>Which way a measure should move.</summary>
public enum ImprovementDirection
{
    Increase,
    Decrease,

    /// <summary>Neither way is better: a special cause is worth knowing, and is no success or concern by itself.</summary>
    Neutral,
}

/// <summary>Which rule tells a point from common cause variation; a point that several rules tell has the first.</summary>
/// <remarks>The words are the labels of the rule set that we follow: UCL and LCL are the limits, CL is the mean.</remarks>
public enum ChartRule : byte
{
    /// <summary>No rule: the process varies as it always does.</summary>
    CommonCause,
    AboveUcl,
    BelowLcl,
    SevenPointTrendIncreasing,
    SevenPointTrendDecreasing,
    TwoInThreeAboveCl,
    TwoInThreeBelowCl,
    SevenPointsAboveCl,
    SevenPointsBelowCl,
}

/// <summary>What a point means to those who answer for the measure.</summary>
public enum PointType
{
    CommonCause,
    SpecialCauseImprovement,
    SpecialCauseConcern,
    SpecialCauseNeutralHigh,
    SpecialCauseNeutralLow,
}

/// <summary>How the process does at its last point.</summary>
public enum VariationIcon
{
    CommonCause,
    ImprovementHigh,
    ImprovementLow,
    ConcernHigh,
    ConcernLow,
    NeutralHigh,
    NeutralLow,
}

/// <summary>Whether the process, as it varies now, will meet its target.</summary>
public enum AssuranceIcon
{
    /// <summary>It will, each time.</summary>
    Pass,

    /// <summary>It will not, unless it is changed.</summary>
    Fail,

    /// <summary>Sometimes, as chance has it.</summary>
    Inconsistent,
}

/// <summary>Why a chart is to be read with care.</summary>
public enum ChartWarning
{
    /// <summary>A group of points has fewer than thirteen: its limits may still move a good deal.</summary>
    ShortGroup,

    /// <summary>A group has no moving range to take limits from: a single point, or every range was screened out.</summary>
    LimitsMissing,
}
