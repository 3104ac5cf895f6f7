using System.ComponentModel.DataAnnotations;

namespace IntegratedCare.Quality.Risks;

/// <summary>How great a risk is, as the matrix of the National Patient Safety Agency (2008) has it.</summary>
public enum RiskBand
{
    /// <summary>1 to 3.</summary>
    Low,

    /// <summary>4 to 6.</summary>
    Moderate,

    /// <summary>8 to 12.</summary>
    High,

    /// <summary>15 to 25.</summary>
    Extreme,
}

/// <summary>Consequence and likelihood, each from 1 (negligible, rare) to 5 (catastrophic, almost certain).</summary>
public sealed record GradeRequest(
    [Range(1, RiskGrade.StepMax)] int Consequence, [Range(1, RiskGrade.StepMax)] int Likelihood)
{
    internal RiskGrade Grade => new(Consequence, Likelihood);
}

/// <summary>A grading: <c>Score</c> is consequence times likelihood.</summary>
public sealed record GradeView(int Consequence, int Likelihood, int Score, RiskBand Band)
{
    internal static GradeView Of(RiskGrade grade) => new(grade.Consequence, grade.Likelihood, grade.Score, grade.Band);
}

/// <summary>A place in the matrix of five by five.</summary>
internal readonly record struct RiskGrade(int Consequence, int Likelihood)
{
    public const int StepMax = 5;
    public const int ScoreMax = StepMax * StepMax;

    public int Score => Consequence * Likelihood;

    public RiskBand Band => BandOf(Score);

    /// <summary>Products of two numbers from 1 to 5 leave gaps; a score that is none, such as an appetite of 7, belongs to the band below its gap.</summary>
    public static RiskBand BandOf(int score) => score switch
    {
        < 4 => RiskBand.Low,
        < 8 => RiskBand.Moderate,
        < 15 => RiskBand.High,
        _ => RiskBand.Extreme,
    };
}
