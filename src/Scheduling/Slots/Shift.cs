namespace IntegratedCare.Scheduling.Slots;

/// <summary>One unbroken stretch of a member's work, and when care can begin in it.</summary>
internal sealed class Shift(RotaLine line, Interval hours)
{
    public RotaLine Line { get; } = line;
    public Interval Hours { get; } = hours;
    public Starts Starts { get; } = line.Team.Appointment.StartsIn(hours);
}

/// <summary>Instants of UTC, from the first to the last at equal steps; none where the last lies before the first.</summary>
internal readonly record struct Starts(DateTime First, DateTime Last, TimeSpan Step)
{
    /// <summary>The earliest of them at or after an instant, or one after the last.</summary>
    public DateTime From(DateTime instant) => instant <= First ? First : First + ((instant - First + Step - TimeSpan.FromTicks(1)).Ticks / Step.Ticks * Step);
}
