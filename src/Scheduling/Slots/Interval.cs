namespace IntegratedCare.Scheduling.Slots;

/// <summary>A stretch of time; the end is the first instant that no longer belongs to it.</summary>
internal readonly record struct Interval(DateTimeOffset Start, DateTimeOffset End)
{
    public bool Overlaps(Interval other) => Start < other.End && other.Start < End;

    /// <summary>Whole pieces of the given length, one after another from the start; a rest that is too short offers nothing.</summary>
    public IEnumerable<Interval> Pieces(TimeSpan length)
    {
        for (var start = Start; start + length <= End; start += length) yield return new(start, start + length);
    }
}
