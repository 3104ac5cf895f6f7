namespace IntegratedCare.DirectoryOfServices.Search.Index;

/// <summary>Where a document stands in the answer, as one number: the lower one comes first.</summary>
/// <remarks>
/// High: grade of relevance, may not be booked, not of the own neighbourhood, no room, distance band, minutes to the next free slot, metres.
/// Low: relevance, then the order of names. So the order is total.
/// </remarks>
internal readonly record struct RankKey(ulong High, ulong Low, int Document) : IComparable<RankKey>
{
    public const int Grades = 4;

    private const int MetresBits = 27, MinutesBits = 27, BandBits = 4;
    private const int MinutesShift = MetresBits, BandShift = MinutesShift + MinutesBits, FlagsShift = BandShift + BandBits;
    private const uint Unknown = (1u << MetresBits) - 1;
    private const int RankBits = 32;

    /// <summary>What counts as about equally far, in metres: a walk, a longer one, a ride across the town, out of it.</summary>
    private static readonly int[] Bands = [1_000, 2_000, 5_000, 10_000, 20_000, 50_000];

    /// <summary>0 for the best quarter of relevance, 3 for the least.</summary>
    public static int GradeOf(uint score, uint best)
    {
        var quarters = (ulong)score * Grades;
        return best == 0 || quarters > 3UL * best ? 0 : quarters > 2UL * best ? 1 : quarters > best ? 2 : 3;
    }

    /// <summary>The part of the key that is cheap to know; what it cannot lift into the answer need not be measured.</summary>
    public static ulong First(int grade, bool restricted, bool local, bool red) =>
        (ulong)((grade << 3) | (restricted ? 4 : 0) | (local ? 0 : 2) | (red ? 1 : 0)) << FlagsShift;

    /// <param name="metres">To the nearest site; <see cref="int.MaxValue"/>: unknown.</param>
    /// <param name="minutes">Until the next free slot; null: none is known.</param>
    public static ulong Rest(int metres, long? minutes)
    {
        var band = metres == int.MaxValue ? (1 << BandBits) - 1 : Array.FindIndex(Bands, end => metres < end) is >= 0 and var i ? i : Bands.Length;
        return (ulong)band << BandShift
            | (ulong)Math.Min(minutes ?? Unknown, Unknown) << MinutesShift
            | (uint)Math.Min(metres, (int)Unknown);
    }

    public static ulong Last(uint score, int nameRank) => (ulong)(uint.MaxValue - score) << RankBits | (uint)nameRank;

    public int CompareTo(RankKey other) => High != other.High ? High.CompareTo(other.High) : Low.CompareTo(other.Low);
}
