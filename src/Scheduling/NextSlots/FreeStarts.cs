namespace IntegratedCare.Scheduling.NextSlots;

/// <summary>The earliest free start of a service for each neighbourhood that has one.</summary>
internal sealed record FreeStarts(IReadOnlyDictionary<string, DateTimeOffset> Starts, bool Exhausted)
{
    /// <summary>Nobody can book the service here, full or not: there is nothing to say of its slots.</summary>
    public static readonly FreeStarts NotGiven = new(new Dictionary<string, DateTimeOffset>(), Exhausted: false);
}
