namespace IntegratedCare.DirectoryOfServices.Search.Index;

/// <summary>The services in which a phrase may stand, as the index knows words but not their order: the database is asked of no others.</summary>
internal static class PhraseCandidates
{
    /// <summary>Nobody reads on so far; a phrase of common words would else be looked for in the whole directory.</summary>
    public const int CountMax = 2_000;

    /// <summary>The best that hold every stem: those that meet the wishes first, then others, for facets and alternatives.</summary>
    public static Guid[] Of(ServiceIndex index, Question question, IReadOnlyList<string> stems)
    {
        var words = new Meaning(
            [.. stems.Select(stem => new MeaningUnit(stem, [new(FormKind.Written, [(stem, 1)])]))],
            [new([.. Enumerable.Range(0, stems.Count)], [], [])]);
        var asked = question with { Meaning = words };
        return [.. Best(asked).Concat(Best(asked with { Wishes = new() { Status = question.Wishes.Status } })).Distinct().Take(CountMax)];

        IEnumerable<Guid> Best(Question one)
        {
            var found = IndexSearch.Run(index, one, skip: 0, CountMax, withFacets: false);
            return found.IsPartial ? [] : found.Hits.Select(hit => hit.Id);
        }
    }
}
