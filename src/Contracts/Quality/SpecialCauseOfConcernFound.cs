using MassTransit;

namespace IntegratedCare.Contracts.Quality;

/// <summary>The newest finished value of a measure tells that something has changed for the worse in how the place does.</summary>
/// <remarks>
/// <c>Period</c> is the first day of the month or week that the value stands for. <c>Rule</c> is the camelCase word of the control chart rule that tells
/// it. It says nothing of any person or incident. Where the value is corrected and tells it no more, <see cref="SpecialCauseOfConcernWithdrawn"/> follows.
/// </remarks>
[MessageUrn("quality:special-cause-of-concern-found:v1"), EntityName("quality.special-cause-of-concern-found.v1")]
public sealed record SpecialCauseOfConcernFound(
    string MeasureCode,
    DateOnly Period,
    string Rule,
    DateTimeOffset OccurredAt);
