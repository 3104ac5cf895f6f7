namespace IntegratedCare.Kernel.Time;

/// <summary>The civil time of every English place: stored in UTC, shown and planned in Europe/London.</summary>
public static class LondonTime
{
    /// <summary>Europe/London with its clock changes.</summary>
    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    /// <summary>The instant as London's clocks show it, with the offset of that moment.</summary>
    public static DateTimeOffset ToLondon(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);

    /// <summary>London's date at the instant.</summary>
    public static DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(ToLondon(instant).DateTime);

    /// <summary>
    /// The first instant at which London's clocks show this date and time; null in the hour that the spring change leaves out.
    /// </summary>
    public static DateTimeOffset? ToInstant(DateTime london)
    {
        var local = DateTime.SpecifyKind(london, DateTimeKind.Unspecified);
        if (Zone.IsInvalidTime(local)) return null;

        // The doubled hour of autumn: summer time, the larger offset, comes first.
        var offset = Zone.IsAmbiguousTime(local) ? Zone.GetAmbiguousTimeOffsets(local).Max() : Zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    /// <summary>The instant at which the date begins in London. Midnight exists on every London date.</summary>
    public static DateTimeOffset StartOf(DateOnly date) => ToInstant(date.ToDateTime(TimeOnly.MinValue))
        ?? throw new InvalidOperationException("London's clocks do not change at midnight.");
}
