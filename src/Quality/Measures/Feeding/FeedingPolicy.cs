using System.ComponentModel.DataAnnotations;

namespace IntegratedCare.Quality.Measures.Feeding;

/// <summary>How measures are fed; settings under <c>Measures</c>.</summary>
internal sealed class FeedingPolicy
{
    /// <summary>How often the feeder looks for what has changed.</summary>
    [Range(1, 3_600)]
    public int FeedEverySeconds { get; set; } = 10;

    /// <summary>How far back a new measure is worked out.</summary>
    [Range(1, 120)]
    public int MonthsBackMax { get; set; } = 60;
}

/// <summary>A day that has begun for the feeder: what grows by itself from day to day was marked on it, once.</summary>
internal sealed class FeedingDay
{
    public required DateOnly Day { get; init; }
}
