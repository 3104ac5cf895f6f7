using MassTransit;

namespace IntegratedCare.Contracts.Quality;

/// <summary>What a <see cref="SpecialCauseOfConcernFound"/> told is so no more: the values were corrected.</summary>
[MessageUrn("quality:special-cause-of-concern-withdrawn:v1"), EntityName("quality.special-cause-of-concern-withdrawn.v1")]
public sealed record SpecialCauseOfConcernWithdrawn(
    string MeasureCode,
    DateOnly Period,
    string Rule,
    DateTimeOffset OccurredAt);
