namespace IntegratedCare.DirectoryOfServices.Search.Index;

/// <summary>All services of the directory as they stood at one moment; never changed, so that a search reads one whole truth without a lock.</summary>
internal sealed class ServiceIndex(IReadOnlyList<LiveSegment> segments)
{
    public static readonly ServiceIndex Empty = new([]);

    private string[]? languages;

    public IReadOnlyList<LiveSegment> Segments { get; } = segments;

    /// <summary>How many services stand in it.</summary>
    public int Count { get; } = segments.Sum(segment => segment.Count);

    /// <summary>Languages that anybody speaks, English among them.</summary>
    public IReadOnlyCollection<string> Languages => languages ??= [.. SpokenIn(Segments).Append(IndexedLanguage.English).Distinct(StringComparer.Ordinal)];

    /// <summary>How many services hold the word.</summary>
    public int HoldersOf(string word)
    {
        var holders = 0;
        foreach (var segment in Segments) holders += segment.HoldersOf(word);
        return holders;
    }

    private static IEnumerable<string> SpokenIn(IReadOnlyList<LiveSegment> segments) =>
        from live in segments
        from language in live.Segment.Of(TagField.Language).Sets
        where language.Key != IndexedLanguage.Interpreted && language.Value.CountIn(live.Live) > 0
        select language.Key;
}
