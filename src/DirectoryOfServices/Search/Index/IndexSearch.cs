namespace IntegratedCare.DirectoryOfServices.Search.Index;

/// <summary>A service found, and where it stands in the answer: <c>Order</c> as in <see cref="RankKey"/>, <c>Metres</c> to its nearest site where known.</summary>
internal sealed record Hit(Segment Segment, int Document, ulong Order, uint Score, int? Metres)
{
    public Guid Id => Segment.Ids[Document];

    public string Name => Segment.Names[Document];
}

/// <summary>One page of services, how many there are in all, whether they hold only some of the words, and how many each other choice would leave.</summary>
internal sealed record Findings(IReadOnlyList<Hit> Hits, int Total, bool IsPartial, FacetCounts Facets)
{
    public static readonly Findings None = new([], 0, false, new([]));
}

/// <summary>Asks every segment, and makes one order of what they answer. Nothing is approximated: every document is scored.</summary>
internal static class IndexSearch
{
    // A partial match is only worth showing where it is not much worse than the best one.
    private const double PartialShareMin = 0.6;

    public static Findings Run(ServiceIndex index, Question question, int skip, int take, bool withFacets = true)
    {
        using var scratch = new Scratch();
        var searches = index.Segments.Select(segment => new SegmentSearch(segment, question, scratch)).ToList();
        var (total, isPartial) = (searches.Sum(search => search.MatchWhole()), false);
        if (total == 0 && !question.Meaning.IsEverything)
        {
            isPartial = searches.Sum(search => search.MatchPartly(scoreMin: 1)) > 0;
            var scoreMin = (uint)Math.Ceiling(PartialShareMin * BestOf(searches));
            total = searches.Sum(search => search.MatchPartly(scoreMin));
        }

        var facets = new FacetCounts(index.Languages);
        foreach (var search in searches)
            if (withFacets) search.Count(facets);
        return new(Rank(searches, skip, take, total), total, isPartial, facets);
    }

    private static List<Hit> Rank(List<SegmentSearch> searches, int skip, int take, int total)
    {
        if (skip >= total) return [];

        var (wanted, bestScore) = (Math.Min(skip + take, total), BestOf(searches));
        var hits = new List<Hit>();
        foreach (var search in searches)
        {
            var best = new BestKeys(Math.Min(wanted, search.Segment.Count));
            search.Rank(best, bestScore);
            foreach (var key in best.InOrder()) hits.Add(search.HitOf(key));
        }

        // Ranks of names hold within a segment only; between segments the names themselves are set against each other.
        if (searches.Count > 1) hits.Sort(Compare);
        return hits[skip..Math.Min(wanted, hits.Count)];
    }

    private static int Compare(Hit one, Hit other)
    {
        var order = one.Order.CompareTo(other.Order);
        if (order == 0) order = other.Score.CompareTo(one.Score);
        return order != 0 ? order : NameOrder.Compare(one.Name, one.Id, other.Name, other.Id);
    }

    private static uint BestOf(List<SegmentSearch> searches) => searches.Select(search => search.BestScore()).DefaultIfEmpty().Max();
}
