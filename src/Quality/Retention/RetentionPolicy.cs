using System.ComponentModel.DataAnnotations;

namespace IntegratedCare.Quality.Retention;

/// <summary>
/// How long it is kept what was told of an incident; settings under <c>Retention</c>. The default is that of the NHS Records Management Code for
/// serious incidents.
/// </summary>
internal sealed class RetentionPolicy
{
    /// <summary>Years after the incident was logged.</summary>
    [Range(1, 100)]
    public int IncidentYears { get; set; } = 20;

    /// <summary>Years after a risk was closed or an issue was resolved.</summary>
    [Range(1, 100)]
    public int RegisterYears { get; set; } = 6;

    /// <summary>How often the sweeper looks for what need not be kept any longer.</summary>
    [Range(1, 168)]
    public int SweepEveryHours { get; set; } = 24;

    /// <summary>What was logged before this need not be kept.</summary>
    public DateTimeOffset LoggedBefore(DateTimeOffset now) => now.AddYears(-IncidentYears);

    /// <summary>What was closed or resolved before this need not be kept.</summary>
    public DateTimeOffset RegisterBefore(DateTimeOffset now) => now.AddYears(-RegisterYears);
}
