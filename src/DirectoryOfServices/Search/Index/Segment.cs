using IntegratedCare.DirectoryOfServices.Capacity;

namespace IntegratedCare.DirectoryOfServices.Search.Index;

/// <summary>Some services of the directory, column by column; never changed once it is built, so that searches read it without a lock.</summary>
internal sealed class Segment
{
    /// <summary>No capacity report, no free slot.</summary>
    public const long Never = 0;

    private CapacitySets? capacityNow;

    public required Guid[] Ids { get; init; }
    public required TextColumn Names { get; init; }

    /// <summary>Each document's place in the order of names (and ids, where names are equal).</summary>
    public required int[] NameRanks { get; init; }

    public required TermTable Terms { get; init; }
    public required TagColumn[] Tags { get; init; }
    public required SiteTable Sites { get; init; }
    public required IndexedProvider[] Providers { get; init; }
    public required int[] ProviderOf { get; init; }
    public required byte[] AgesFrom { get; init; }
    public required byte[] AgesTo { get; init; }
    public required CapacityLevel[] Levels { get; init; }
    public required long[] ReportedAt { get; init; }    // ticks of UTC, like every time here
    public required long[] ExpiresAt { get; init; }
    public required (string Role, string? OrganisationCode)[] Reporters { get; init; }
    public required long[] DiarySaidAt { get; init; }
    public required ulong[] Exhausted { get; init; }
    public required IReadOnlyDictionary<string, long[]> NextSlots { get; init; }    // by neighbourhood, and for anybody
    public required HoursTable Hours { get; init; }
    public required int[] AssuredOn { get; init; }    // day number; 0: nobody has assured the entry
    public required ulong[] Demonstration { get; init; }

    public int Count => Ids.Length;

    /// <summary>Words of bits that a set of its documents takes.</summary>
    public int BitWords => Bits.WordsFor(Count);

    public TagColumn Of(TagField field) => Tags[(int)field];

    /// <summary>Which services say which capacity now. Reckoned again only when a report has expired since.</summary>
    public CapacitySets CapacityAt(DateTimeOffset now)
    {
        var known = capacityNow;
        if (known?.HoldsAt(now.UtcTicks) != true) capacityNow = known = CapacitySets.Of(this, now);
        return known;
    }

    public ReportedCapacity? ReportedOf(int document) => ReportedAt[document] == Never
        ? null
        : new(Levels[document], TimeOf(ReportedAt[document]), TimeOf(ExpiresAt[document]), Reporters[document].Role, Reporters[document].OrganisationCode);

    public DiaryCapacity? DiaryOf(int document) =>
        DiarySaidAt[document] == Never ? null : new(Bits.Has(Exhausted, document), TimeOf(DiarySaidAt[document]));

    /// <summary>The services' next free slots for somebody of the neighbourhood, or for anybody; null where none has any.</summary>
    public long[]? SlotsFor(string? neighbourhood) => NextSlots.GetValueOrDefault(neighbourhood ?? IndexedService.Anywhere);

    /// <summary>Adds to an empty set the services that are for a person: their neighbourhood or their district is named, or neither.</summary>
    /// <remarks>Whatever is not known of the person (null) keeps no service out.</remarks>
    public void AddServing(Span<ulong> empty, string? neighbourhood, string? district)
    {
        var (serves, catchment) = (Of(TagField.Serves), Of(TagField.Catchment));
        Bits.Or(empty, neighbourhood is null ? catchment.Untagged : serves.Untagged);
        if (district is not null) Bits.And(empty, catchment.Untagged);
        if (neighbourhood is not null) serves[neighbourhood]?.AddTo(empty);
        if (district is not null) catchment[district]?.AddTo(empty);
    }

    /// <summary>A document as it was taken in, but for its words and tags.</summary>
    public IndexedService this[int document] => new()
    {
        Id = Ids[document],
        Name = Names[document],
        Words = [],
        Tags = [],
        Provider = Providers[ProviderOf[document]],
        Sites = [.. Sites.Of(document)],
        AgeFrom = AgesFrom[document],
        AgeTo = AgesTo[document],
        Reported = ReportedOf(document),
        Diary = DiaryOf(document),
        Hours = Hours.Of(document),
        NextSlots = [.. NextSlots.Where(slots => slots.Value[document] != Never).Select(slots => (slots.Key, TimeOf(slots.Value[document])))],
        AssuredOn = AssuredOn[document] == 0 ? null : DateOnly.FromDayNumber(AssuredOn[document]),
        IsDemonstration = Bits.Has(Demonstration, document),
    };

    private static DateTimeOffset TimeOf(long ticks) => new(ticks, TimeSpan.Zero);
}
