using IntegratedCare.DirectoryOfServices.Search.Index;

namespace IntegratedCare.DirectoryOfServices.Tests.Search.Index;

public sealed class IndexSearchTests
{
    private const int QuestionsEach = 60;
    private const int Batches = 12;

    /// <summary>Every size around a word of bits, and one of many words; each after changes and removals, in several segments.</summary>
    public static TheoryData<int, int> Directories => [.. new[] { 0, 1, 2, 63, 64, 65, 200, 700 }.SelectMany(size => Enumerable.Range(1, 4).Select(seed => (size, seed)))];

    [Theory, MemberData(nameof(Directories))]
    public async Task The_index_answers_as_if_every_service_were_looked_at(int size, int seed)
    {
        var random = new RandomDirectory(seed + (100 * size));
        var (writer, standing) = (new IndexWriter(), new Dictionary<Guid, IndexedService>());
        await FillAsync(writer, standing, random, size, new Random(seed));

        Assert.Equal(standing.Count, writer.Current.Count);
        for (var i = 0; i < QuestionsEach; i++)
        {
            var question = random.Question();
            var expected = NaiveSearch.Run(standing.Values, question);
            var found = IndexSearch.Run(writer.Current, question, skip: 0, take: size + 1);
            var page = IndexSearch.Run(writer.Current, question, skip: 3, take: 10);

            Assert.Equal((expected.Ids.Count, expected.IsPartial), (found.Total, found.IsPartial));
            Assert.Equal(expected.Ids, found.Hits.Select(hit => hit.Id));
            Assert.Equal(expected.Ids.Skip(3).Take(10), page.Hits.Select(hit => hit.Id));
            foreach (var facet in Enum.GetValues<Facet>())
                Assert.Equal(
                    expected.Facets.Where(pair => pair.Key.Item1 == facet).Select(pair => (pair.Key.Item2, pair.Value)).Order(),
                    found.Facets.Of(facet).Order());
        }
    }

    [Fact]
    public async Task What_a_segment_has_taken_in_reads_the_same_after_it_was_merged()
    {
        var random = new RandomDirectory(7);
        var (writer, standing) = (new IndexWriter(), new Dictionary<Guid, IndexedService>());
        await FillAsync(writer, standing, random, 300, new Random(7));

        foreach (var live in writer.Current.Segments)
        {
            foreach (var document in Bits.Each(live.Live))
            {
                var (kept, taken) = (live.Segment[document], standing[live.Segment.Ids[document]]);
                Assert.Equal(
                    (taken.Name, taken.Provider, taken.AgeFrom, taken.AgeTo, taken.Reported, taken.Diary, taken.Hours, taken.AssuredOn, taken.IsDemonstration),
                    (kept.Name, kept.Provider, kept.AgeFrom, kept.AgeTo, kept.Reported, kept.Diary, kept.Hours, kept.AssuredOn, kept.IsDemonstration));
                Assert.Equal(taken.Sites, kept.Sites);
                Assert.Equal(taken.NextSlots.Order(), kept.NextSlots.Order());
                foreach (var field in Enum.GetValues<TagField>())
                    Assert.Equal(taken.Tags.Where(t => t.Field == field).Select(t => t.Tag).Order(), live.Segment.Of(field).TagsOf(document).Order());
            }
        }
    }

    [Fact]
    public void A_search_about_another_time_leaves_what_is_known_of_now()
    {
        var table = new SegmentBuilder().Build().Hours;
        var now = new Question(Meaning.Everything, new(), default, RandomDirectory.Now) { BankHolidays = new HashSet<DateOnly>() };
        var tomorrow = now with { Wishes = new() { OpenAt = RandomDirectory.Now.AddDays(1) } };
        var (ofNow, ofTomorrow) = (table.At(now), table.At(tomorrow));

        Assert.NotSame(ofNow, ofTomorrow);
        Assert.Same(ofNow, table.At(now));
        Assert.Same(ofTomorrow, table.At(tomorrow));
        Assert.NotSame(ofNow, table.At(now with { Now = RandomDirectory.Now.AddMinutes(1) }));
    }

    // In batches, of which some replace or remove what stands: so that there are several segments, struck-out documents and merges.
    private static async Task FillAsync(IndexWriter writer, Dictionary<Guid, IndexedService> standing, RandomDirectory random, int size, Random chance)
    {
        for (var batch = 0; batch < Batches && size > 0; batch++)
        {
            var changed = Enumerable.Range(0, size / Batches + (batch == 0 ? size % Batches : 0))
                .Select(_ => standing.Count > 0 && chance.Next(3) == 0 ? standing.Keys.ElementAt(chance.Next(standing.Count)) : Guid.NewGuid())
                .Distinct().Select(random.Service).ToList();
            var gone = standing.Keys.Where(id => chance.Next(40) == 0 && changed.TrueForAll(service => service.Id != id)).ToList();
            writer.Apply(changed, gone);
            foreach (var id in gone) standing.Remove(id);
            foreach (var service in changed) standing[service.Id] = service;
            if (chance.Next(2) == 0) await writer.Merging;
        }

        await writer.Merging;
    }
}
