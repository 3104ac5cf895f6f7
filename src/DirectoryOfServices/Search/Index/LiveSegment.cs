namespace IntegratedCare.DirectoryOfServices.Search.Index;

/// <summary>A segment, and which of its documents still stand: a service that changed stands in a younger segment.</summary>
internal sealed class LiveSegment
{
    private LiveSegment(Segment segment, ulong[] live, int count) => (Segment, Live, Count) = (segment, live, count);

    public Segment Segment { get; }

    public ulong[] Live { get; }

    /// <summary>How many documents still stand.</summary>
    public int Count { get; }

    public static LiveSegment Of(Segment segment) => new(segment, Bits.All(segment.Count), segment.Count);

    /// <summary>The same segment without some of its documents.</summary>
    public LiveSegment Without(IEnumerable<int> documents)
    {
        var live = Live.AsSpan().ToArray();
        foreach (var document in documents) Bits.Clear(live, document);
        return new(Segment, live, Bits.Count(live));
    }

    /// <summary>How many documents that still stand hold the word.</summary>
    public int HoldersOf(string word)
    {
        var documents = Segment.Terms.Of(word).Documents;
        if (Count == Segment.Count) return documents.Length;

        var holders = 0;
        foreach (var document in documents) holders += Bits.Has(Live, document) ? 1 : 0;
        return holders;
    }

    /// <summary>One segment of everything that stands in several, older first; and where each document went (-1: nowhere).</summary>
    public static (Segment Merged, int[][] Moves) Merge(IReadOnlyList<LiveSegment> parts)
    {
        var builder = new SegmentBuilder();
        var moves = parts.Select(part =>
        {
            var to = new int[part.Segment.Count];
            Array.Fill(to, -1);
            foreach (var document in Bits.Each(part.Live)) to[document] = builder.Add(part.Segment[document]);
            return to;
        }).ToArray();

        for (var i = 0; i < parts.Count; i++)
        {
            MoveWords(parts[i].Segment.Terms, moves[i], builder);
            MoveTags(parts[i].Segment.Tags, moves[i], builder);
        }

        return (builder.Build(), moves);
    }

    private static void MoveWords(TermTable terms, int[] to, SegmentBuilder builder)
    {
        for (var word = 0; word < terms.Words.Count; word++)
        {
            var postings = terms.Of(word);
            for (var at = 0; at < postings.Documents.Length; at++)
            {
                var document = to[postings.Documents[at]];
                if (document >= 0) builder.AddWord(document, terms.Words[word], postings.Impacts[at], postings.Places[at]);
            }
        }
    }

    private static void MoveTags(TagColumn[] columns, int[] to, SegmentBuilder builder)
    {
        for (var field = 0; field < columns.Length; field++)
            foreach (var (tag, documents) in columns[field].Sets)
                documents.ForEach(document =>
                {
                    if (to[document] >= 0) builder.AddTag(to[document], (TagField)field, tag);
                });
    }
}
