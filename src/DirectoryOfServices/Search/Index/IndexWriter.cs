namespace IntegratedCare.DirectoryOfServices.Search.Index;

/// <summary>Takes changes in: each batch becomes a small segment, what it replaces is struck out, and small segments are merged behind the searches' backs.</summary>
/// <remarks>One caller at a time changes it; <see cref="Current"/> may be read by everybody at any moment.</remarks>
internal sealed class IndexWriter
{
    // A segment is merged with those that are smaller as long as that at least grows it by half: each service is copied a logarithm of times.
    private const int GrowthShare = 2;
    private const int PartsMin = 4;
    private const int SegmentsMax = 24;

    private readonly Lock gate = new();
    private readonly Dictionary<Guid, (Segment Segment, int Document)> places = [];
    private ServiceIndex current = ServiceIndex.Empty;
    private Task merging = Task.CompletedTask;

    public ServiceIndex Current => Volatile.Read(ref current);

    /// <summary>The merge that runs at present, or the last one.</summary>
    public Task Merging => Volatile.Read(ref merging);

    /// <summary>Services as they read now, and the ids of those that are gone.</summary>
    public void Apply(IReadOnlyCollection<IndexedService> changed, IReadOnlyCollection<Guid> gone)
    {
        var builder = new SegmentBuilder();
        foreach (var service in changed) builder.Add(service);
        var added = builder.Build();
        lock (gate)
        {
            var segments = StrikeOut([.. changed.Select(service => service.Id), .. gone]);
            if (added.Count > 0) segments.Add(LiveSegment.Of(added));
            foreach (var id in gone) places.Remove(id);
            for (var document = 0; document < added.Count; document++) places[added.Ids[document]] = (added, document);
            Volatile.Write(ref current, new([.. segments.Where(segment => segment.Count > 0)]));
        }

        if (current.Segments.Count > SegmentsMax) Merge();
        else if (merging.IsCompleted && PartsToMerge().Count > 0) Volatile.Write(ref merging, Task.Run(Merge));
    }

    /// <summary>Everything goes, as before anything was loaded.</summary>
    public void Clear()
    {
        lock (gate)
        {
            places.Clear();
            Volatile.Write(ref current, ServiceIndex.Empty);
        }
    }

    private List<LiveSegment> StrikeOut(IEnumerable<Guid> ids)
    {
        var struck = ids.Where(places.ContainsKey).Distinct().Select(id => places[id]).ToLookup(place => place.Segment, place => place.Document);
        return [.. current.Segments.Select(live => struck.Contains(live.Segment) ? live.Without(struck[live.Segment]) : live)];
    }

    private void Merge()
    {
        var parts = PartsToMerge();
        if (parts.Count == 0) return;

        var (merged, moves) = LiveSegment.Merge(parts);
        lock (gate)
        {
            var standing = current.Segments.ToDictionary(live => live.Segment);
            var struckMeanwhile = new List<int>();
            for (var i = 0; i < parts.Count; i++)
            {
                var live = standing.TryGetValue(parts[i].Segment, out var still) ? still.Live : null;
                foreach (var document in Bits.Each(parts[i].Live))
                {
                    if (live is null || !Bits.Has(live, document)) struckMeanwhile.Add(moves[i][document]);
                    else places[merged.Ids[moves[i][document]]] = (merged, moves[i][document]);
                }
            }

            var whole = LiveSegment.Of(merged).Without(struckMeanwhile);
            var rest = current.Segments.Where(live => parts.All(part => part.Segment != live.Segment));
            Volatile.Write(ref current, new([.. rest.Append(whole).Where(live => live.Count > 0)]));
        }
    }

    // The smallest segments together with every larger one that they have outgrown, and whatever is mostly struck out.
    private List<LiveSegment> PartsToMerge()
    {
        var bySize = Current.Segments.OrderBy(live => live.Count).ToList();
        var (parts, size) = (0, 0);
        for (var i = 0; i < bySize.Count && (i == 0 || bySize[i].Count <= GrowthShare * size); i++)
            (parts, size) = (i + 1, size + bySize[i].Count);
        if (parts < PartsMin && bySize.Count > SegmentsMax) parts = bySize.Count;
        if (parts >= PartsMin) return bySize[..parts];
        return [.. bySize.Where(live => live.Count < live.Segment.Count / GrowthShare)];
    }
}
