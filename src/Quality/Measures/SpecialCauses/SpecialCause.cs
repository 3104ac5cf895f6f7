using IntegratedCare.Contracts.Quality;
using IntegratedCare.Kernel.Ids;
using IntegratedCare.Quality.ControlCharts;

namespace IntegratedCare.Quality.Measures.SpecialCauses;

internal readonly record struct SpecialCauseId(Guid Value) : IEntityId<SpecialCauseId>
{
    public static SpecialCauseId New() => new(Guid.CreateVersion7());
    public static SpecialCauseId From(Guid value) => new(value);
}

/// <summary>A special cause of concern in what was the newest finished value of the place, found once for each measure, period and rule.</summary>
internal sealed class SpecialCause
{
    private SpecialCause() { }

    public required SpecialCauseId Id { get; init; }
    public required string MeasureCode { get; init; }
    public required DateOnly Period { get; init; }
    public required ChartRule Rule { get; init; }

    /// <summary>What the value was; only where it is another one now is a finding of an earlier period looked at again.</summary>
    public double Value { get; private set; }

    /// <summary>Counts how often it was found: again after it was withdrawn.</summary>
    public int Times { get; private set; }
    public DateTimeOffset FoundAt { get; private set; }
    public DateTimeOffset? WithdrawnAt { get; private set; }    // null: it stands

    public bool Stands => WithdrawnAt is null;

    /// <summary>What the task of this finding is known by, so that it is raised once.</summary>
    public string Source => $"special-cause/{MeasureCode}/{Period:yyyy-MM-dd}/{Words.Of(Rule)}/{Times}";

    public static SpecialCause Find(string measure, DateOnly period, ChartRule rule, double value, DateTimeOffset now)
    {
        var found = new SpecialCause { Id = SpecialCauseId.New(), MeasureCode = measure, Period = period, Rule = rule };
        found.FindAgain(value, now);
        return found;
    }

    public void FindAgain(double value, DateTimeOffset now) => (Value, Times, FoundAt, WithdrawnAt) = (value, Times + 1, now, null);

    public void Withdraw(DateTimeOffset now) => WithdrawnAt = now;

    public SpecialCauseOfConcernFound Found() => new(MeasureCode, Period, Words.Of(Rule), FoundAt);

    public SpecialCauseOfConcernWithdrawn Withdrawn(DateTimeOffset now) => new(MeasureCode, Period, Words.Of(Rule), now);
}

/// <summary>Up to which period a measure's chart was looked at.</summary>
internal sealed class MeasureLook
{
    public required string MeasureCode { get; init; }
    public DateOnly Period { get; set; }
}
