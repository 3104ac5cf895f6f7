namespace IntegratedCare.Scheduling.Slots;

/// <summary>A stretch of time; the end is the first instant that no longer belongs to it.</summary>
internal readonly record struct Interval(DateTimeOffset Start, DateTimeOffset End)
{
    public bool Overlaps(Interval other) => Start < other.End && other.Start < End;
}
