using IntegratedCare.DirectoryOfServices.Capacity;

namespace IntegratedCare.DirectoryOfServices.Search.Index;

/// <summary>Takes services in and turns them into columns.</summary>
internal sealed class SegmentBuilder
{
    private readonly List<Guid> ids = [];
    private readonly List<string> names = [];
    private readonly TermTable.Builder terms = new();
    private readonly Dictionary<string, List<int>>[] tags =
        [.. Enum.GetValues<TagField>().Select(_ => new Dictionary<string, List<int>>(StringComparer.Ordinal))];

    private readonly SiteTable.Builder sites = new();
    private readonly Dictionary<IndexedProvider, int> providers = [];
    private readonly List<int> providerOf = [];
    private readonly List<byte> agesFrom = [];
    private readonly List<byte> agesTo = [];
    private readonly List<CapacityLevel> levels = [];
    private readonly List<long> reportedAt = [];
    private readonly List<long> expiresAt = [];
    private readonly List<(string Role, string? OrganisationCode)> reporters = [];
    private readonly Dictionary<string, string> sharedTexts = new(StringComparer.Ordinal);
    private readonly List<long> diarySaidAt = [];
    private readonly List<int> exhausted = [];
    private readonly Dictionary<string, List<(int Document, long Ticks)>> nextSlots = new(StringComparer.Ordinal);
    private readonly HoursTable.Builder hours = new();
    private readonly List<int> assuredOn = [];
    private readonly List<int> demonstration = [];

    public int Count => ids.Count;

    /// <summary>The number that the document will have; words and tags are added with it, or later by the other two.</summary>
    public int Add(IndexedService service)
    {
        var document = ids.Count;
        ids.Add(service.Id);
        names.Add(service.Name);
        terms.Add(document, service.Words);
        foreach (var (field, tag) in service.Tags) AddTag(document, field, tag);
        sites.Add(service.Sites);
        if (!providers.TryGetValue(service.Provider, out var provider)) providers.Add(service.Provider, provider = providers.Count);
        providerOf.Add(provider);
        agesFrom.Add((byte)service.AgeFrom);
        agesTo.Add((byte)service.AgeTo);
        levels.Add(service.Reported?.Level ?? default);
        reportedAt.Add(service.Reported?.ReportedAt.UtcTicks ?? Segment.Never);
        expiresAt.Add(service.Reported?.ExpiresAt.UtcTicks ?? Segment.Never);
        reporters.Add(Shared(service.Reported));
        diarySaidAt.Add(service.Diary?.SaidAt.UtcTicks ?? Segment.Never);
        if (service.Diary?.Exhausted == true) exhausted.Add(document);
        foreach (var (neighbourhood, startsAt) in service.NextSlots) AddSlot(document, neighbourhood, startsAt.UtcTicks);
        hours.Add(service.Hours);
        assuredOn.Add(service.AssuredOn?.DayNumber ?? 0);
        if (service.IsDemonstration) demonstration.Add(document);
        return document;
    }

    /// <summary>A word of a document that another segment knows already; for each word its documents in order.</summary>
    public void AddWord(int document, string word, byte impact, WordPlaces places) => terms.Add(document, word, impact, places);

    /// <summary>For each tag its documents in order.</summary>
    public void AddTag(int document, TagField field, string tag)
    {
        var documentsOf = tags[(int)field];
        if (!documentsOf.TryGetValue(tag, out var documents)) documentsOf.Add(tag, documents = []);
        if (documents.Count == 0 || documents[^1] != document) documents.Add(document);
    }

    public Segment Build() => new()
    {
        Ids = [.. ids],
        Names = TextColumn.Of(names),
        NameRanks = RankNames(),
        Terms = terms.Build(),
        Tags = [.. tags.Select(documentsOf => TagColumn.Of(documentsOf, ids.Count))],
        Sites = sites.Build(),
        Providers = [.. providers.OrderBy(pair => pair.Value).Select(pair => pair.Key)],
        ProviderOf = [.. providerOf],
        AgesFrom = [.. agesFrom],
        AgesTo = [.. agesTo],
        Levels = [.. levels],
        ReportedAt = [.. reportedAt],
        ExpiresAt = [.. expiresAt],
        Reporters = [.. reporters],
        DiarySaidAt = [.. diarySaidAt],
        Exhausted = BitsOf(exhausted),
        NextSlots = nextSlots.ToDictionary(pair => pair.Key, pair => TicksOf(pair.Value), StringComparer.Ordinal),
        Hours = hours.Build(),
        AssuredOn = [.. assuredOn],
        Demonstration = BitsOf(demonstration),
    };

    private void AddSlot(int document, string neighbourhood, long ticks)
    {
        if (!nextSlots.TryGetValue(neighbourhood, out var slots)) nextSlots.Add(neighbourhood, slots = []);
        slots.Add((document, ticks));
    }

    private long[] TicksOf(List<(int Document, long Ticks)> slots)
    {
        var ticks = new long[ids.Count];
        foreach (var slot in slots) ticks[slot.Document] = ticks[slot.Document] is Segment.Never ? slot.Ticks : Math.Min(ticks[slot.Document], slot.Ticks);
        return ticks;
    }

    // Few roles and organisations report on many services: one text serves them all.
    private (string Role, string? OrganisationCode) Shared(ReportedCapacity? reported) =>
        (Shared(reported?.Role) ?? string.Empty, Shared(reported?.OrganisationCode));

    private string? Shared(string? text)
    {
        if (text is not null && !sharedTexts.TryAdd(text, text)) text = sharedTexts[text];
        return text;
    }

    private int[] RankNames()
    {
        var order = Enumerable.Range(0, ids.Count).ToArray();
        Array.Sort(order, (one, other) => NameOrder.Compare(names[one], ids[one], names[other], ids[other]));
        var ranks = new int[order.Length];
        for (var rank = 0; rank < order.Length; rank++) ranks[order[rank]] = rank;
        return ranks;
    }

    private ulong[] BitsOf(List<int> documents)
    {
        var bits = new ulong[Bits.WordsFor(ids.Count)];
        foreach (var document in documents) Bits.Set(bits, document);
        return bits;
    }
}
