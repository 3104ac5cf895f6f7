using IntegratedCare.DirectoryOfServices.Capacity;
using IntegratedCare.DirectoryOfServices.CareServices;

namespace IntegratedCare.DirectoryOfServices.Search.Index;

/// <summary>How many services each choice would leave.</summary>
internal sealed class FacetCounts(IReadOnlyCollection<string> languages)
{
    private readonly Dictionary<(Facet Facet, string Value), int> counts = [];

    /// <summary>Values with their counts, most first; nothing that would leave nothing.</summary>
    public IReadOnlyList<(string Value, int Count)> Of(Facet facet) =>
    [
        .. counts.Where(pair => pair.Key.Facet == facet && pair.Value > 0)
            .Select(pair => (pair.Key.Value, pair.Value))
            .OrderByDescending(pair => pair.Item2).ThenBy(pair => pair.Item1, StringComparer.Ordinal),
    ];

    public void Add(Facet facet, Segment segment, ReadOnlySpan<ulong> found, Question question)
    {
        switch (facet)
        {
            case Facet.Category: AddTags(facet, segment.Of(TagField.Category), found); break;
            case Facet.Delivery: AddTags(facet, segment.Of(TagField.Delivery), found); break;
            case Facet.Language: AddLanguages(segment.Of(TagField.Language), found); break;
            case Facet.Accessibility: AddTags(facet, segment.Of(TagField.Accessibility), found); break;
            case Facet.Bookable: AddTags(facet, segment.Of(TagField.Bookable), found); break;
            case Facet.Neighbourhood: AddNeighbourhoods(segment, found, question); break;
            case Facet.Capacity: AddCapacity(segment.CapacityAt(question.Now), found); break;
            case Facet.OpenNow: AddOpen(segment.Hours.At(question), found); break;
        }
    }

    private void AddTags(Facet facet, TagColumn column, ReadOnlySpan<ulong> found)
    {
        foreach (var (tag, documents) in column.Sets) Add(facet, tag, documents.CountIn(found));
    }

    private void AddNeighbourhoods(Segment segment, ReadOnlySpan<ulong> found, Question question)
    {
        var bits = new ulong[found.Length];
        foreach (var code in question.Neighbourhoods)
        {
            bits.AsSpan().Clear();
            segment.AddServing(bits, code, question.Wishes.District);
            Add(Facet.Neighbourhood, code, Bits.CountOfBoth(bits, found));
        }
    }

    // Whoever interprets speaks every language, and whoever names none speaks English; nobody counts twice.
    private void AddLanguages(TagColumn column, ReadOnlySpan<ulong> found)
    {
        var bits = new ulong[found.Length];
        foreach (var language in languages)
        {
            bits.AsSpan().Clear();
            column[language]?.AddTo(bits);
            column[IndexedLanguage.Interpreted]?.AddTo(bits);
            if (language == IndexedLanguage.English) Bits.Or(bits, column.Untagged);
            Add(Facet.Language, language, Bits.CountOfBoth(bits, found));
        }
    }

    private void AddOpen(OpenSets sets, ReadOnlySpan<ulong> found)
    {
        Add(Facet.OpenNow, "true", Bits.CountOfBoth(found, sets.Open));
        Add(Facet.OpenNow, "false", Bits.CountOfBoth(found, sets.Closed));
    }

    private void AddCapacity(CapacitySets capacity, ReadOnlySpan<ulong> found)
    {
        foreach (var status in Enum.GetValues<CapacityStatus>())
            Add(Facet.Capacity, status.Word(), Bits.CountOfBoth(found, capacity.Sets[(int)status]));
    }

    private void Add(Facet facet, string value, int count) => counts[(facet, value)] = counts.GetValueOrDefault((facet, value)) + count;
}
