using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.Duplicates;

namespace IntegratedCare.DirectoryOfServices.Tests.Duplicates;

public sealed class ResemblanceTests
{
    private static readonly Guid Trust = Guid.CreateVersion7();
    private static readonly Guid Charity = Guid.CreateVersion7();
    private static readonly Guid Library = Guid.CreateVersion7();
    private static readonly Guid Surgery = Guid.CreateVersion7();

    [Fact]
    public void The_same_entry_twice_is_as_alike_as_can_be_and_says_why()
    {
        var (score, reasons) = Resemblance.Of(
            Entry("Leg Ulcer Clinic", Trust, [Library], "0161 496 0000"), Entry("leg ulcer service", Trust, [Library], "+44 (0)161 496 0000"));

        Assert.Equal(1, score);
        Assert.Equal([DuplicateReason.SameName, DuplicateReason.SameProvider, DuplicateReason.SameVenue, DuplicateReason.SameTelephone], reasons);
    }

    [Fact]
    public void A_misspelt_name_with_the_same_number_is_a_likely_duplicate() =>
        Assert.InRange(Resemblance.Of(
            Entry("Befriending for older people", Charity, [], "0161 496 0001"),
            Entry("Befreinding for older people", Charity, [], "0161 496 0001")).Score, 0.6, 0.95);

    [Fact]
    public void Other_care_of_one_provider_in_one_place_is_no_duplicate() =>
        Assert.Equal(0, Resemblance.Of(
            Entry("Podiatry", Trust, [Library], "0161 496 0000"), Entry("Speech and language therapy", Trust, [Library], "0161 496 0000")).Score);

    [Fact]
    public void One_service_given_in_two_places_is_less_likely_a_duplicate()
    {
        var together = Resemblance.Of(Entry("Leg ulcer clinic", Trust, [Library]), Entry("Leg ulcer clinic", Trust, [Library])).Score;
        var (apart, reasons) = Resemblance.Of(Entry("Leg ulcer clinic", Trust, [Library]), Entry("Leg ulcer clinic", Trust, [Surgery]));

        Assert.True(apart < together);
        Assert.True(apart < 0.7, "and not on the list unless somebody asks for it");
        Assert.Contains(DuplicateReason.Elsewhere, reasons);
    }

    [Fact]
    public void Which_of_the_two_comes_first_makes_no_difference_and_scores_lie_between_nought_and_one()
    {
        var random = new Random(7);
        string[] words = ["leg", "ulcer", "falls", "memory", "clinic", "befriending", "wound", "care", "advice", "group", "walking"];
        for (var n = 0; n < 1_000; n++)
        {
            Comparable Any() => Entry(
                string.Join(' ', Enumerable.Range(0, random.Next(1, 5)).Select(_ => words[random.Next(words.Length)])),
                random.Next(2) == 0 ? Trust : Charity, random.Next(2) == 0 ? [] : [random.Next(2) == 0 ? Library : Surgery],
                random.Next(2) == 0 ? null : $"0161 496 000{random.Next(3)}");
            var (one, other) = (Any(), Any());

            Assert.Equal(Resemblance.Of(one, other).Score, Resemblance.Of(other, one).Score);
            Assert.InRange(Resemblance.Of(one, other).Score, 0, 1);
            Assert.InRange(Resemblance.Of(one, one).Score, 0.55, 1);
        }
    }

    [Fact]
    public void Blocks_lose_no_pair_that_comparing_every_pair_would_list()
    {
        var random = new Random(11);
        string[] words = ["leg", "ulcer", "falls", "memory", "befriending", "wound", "advice", "group", "walking", "stroke", "carers", "housing"];
        var providers = Enumerable.Range(0, 12).Select(_ => Guid.CreateVersion7()).ToArray();
        var entries = Enumerable.Range(0, 300).Select(_ => Entry(
            string.Join(' ', Enumerable.Range(0, random.Next(1, 4)).Select(_ => words[random.Next(words.Length)])),
            providers[random.Next(providers.Length)], [], $"0161 496 0{random.Next(100):000}")).ToList();

        var (found, complete) = DuplicateSearch.Among(entries, CancellationToken.None);

        var every = from i in Enumerable.Range(0, entries.Count) from j in Enumerable.Range(i + 1, entries.Count - i - 1)
                    let score = Resemblance.Of(entries[i], entries[j]).Score
                    where score >= 0.7 select (entries[i].Id, entries[j].Id);
        Assert.True(complete);
        Assert.Empty(every.Except(found.Select(p => (p.One.Id, p.Other.Id))));
        Assert.NotEmpty(found);
        Assert.Equal(found.OrderByDescending(p => p.Score).Select(p => p.Score), found.Select(p => p.Score));
    }

    private static Comparable Entry(string name, Guid provider, Guid[] sites, string? telephone = null) => Comparable.Of(
        new ServiceId(Guid.CreateVersion7()), name, provider, sites, [], telephone, null, null, []);
}
