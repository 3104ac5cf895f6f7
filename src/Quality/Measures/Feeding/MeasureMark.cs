using IntegratedCare.Quality.Bookings;

namespace IntegratedCare.Quality.Measures.Feeding;

/// <summary>What a mark says has changed.</summary>
internal enum MarkSource
{
    /// <summary>A booking of the day that the mark names.</summary>
    Booking,

    /// <summary>Which services were restricted, from the day that the mark names on.</summary>
    Restriction,

    /// <summary>The measure itself: all its values are to be worked out.</summary>
    Measure,

    /// <summary>What people sent of the measure, or how its chart is drawn.</summary>
    Values,
}

/// <summary>Something that figures are worked out from has changed. The feeder takes marks away with the figures that it has brought up to date.</summary>
/// <remarks>
/// The marks of bookings and restrictions are made by triggers of their tables, in the transaction of the change: whatever changes a row, however late,
/// the figures follow, and nothing is counted by increments.
/// </remarks>
internal sealed class MeasureMark
{
    private MeasureMark() { }

    public long Id { get; private set; }
    public required MarkSource Source { get; init; }
    public DateOnly? Day { get; private init; }             // null: of a measure
    public BookingId? BookingId { get; private init; }      // null: of no booking
    public string? MeasureCode { get; private init; }       // null: of whichever measures are fed by it

    public static MeasureMark OfWhole(string measure) => new() { Source = MarkSource.Measure, MeasureCode = measure };

    public static MeasureMark OfValues(string measure) => new() { Source = MarkSource.Values, MeasureCode = measure };

    public static MeasureMark OfRestrictions(DateOnly day) => new() { Source = MarkSource.Restriction, Day = day };
}

/// <summary>A value that the system has worked out; it is worked out again whenever what it rests on changes.</summary>
internal sealed class AutomaticValue
{
    public required string MeasureCode { get; init; }
    public required MeasureScope Scope { get; init; }
    public required string ScopeKey { get; init; }
    public required DateOnly Period { get; init; }
    public required double Value { get; init; }
    public required long? Numerator { get; init; }      // null: no share
    public required long? Denominator { get; init; }    // null: neither a share nor of so many
}
