using IntegratedCare.DirectoryOfServices.Capacity;

namespace IntegratedCare.DirectoryOfServices.Search.Index;

/// <summary>Which services of a segment say which capacity, for as long as that holds: a report that has expired says nothing.</summary>
internal sealed class CapacitySets
{
    private readonly long from;
    private readonly long until;

    private CapacitySets(long from, long until, ulong[][] sets) => (this.from, this.until, Sets) = (from, until, sets);

    /// <summary>By <see cref="CapacityStatus"/>.</summary>
    public ulong[][] Sets { get; }

    public ulong[] Red => Sets[(int)CapacityStatus.Red];

    public bool HoldsAt(long now) => from <= now && now < until;

    public static CapacitySets Of(Segment segment, DateTimeOffset now)
    {
        var until = long.MaxValue;
        var sets = Enum.GetValues<CapacityStatus>().Select(_ => new ulong[segment.BitWords]).ToArray();
        for (var document = 0; document < segment.Count; document++)
        {
            if (segment.ExpiresAt[document] is var expires && expires > now.UtcTicks) until = Math.Min(until, expires);
            var status = CapacityView.StatusOf(segment.ReportedOf(document), segment.DiaryOf(document), now);
            Bits.Set(sets[(int)status], document);
        }

        return new(now.UtcTicks, until, sets);
    }
}
