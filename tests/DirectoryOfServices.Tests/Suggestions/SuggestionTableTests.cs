using IntegratedCare.DirectoryOfServices.Suggestions;

namespace IntegratedCare.DirectoryOfServices.Tests.Suggestions;

public sealed class SuggestionTableTests
{
    private static readonly SuggestionTable Table = SuggestionTable.Of(
    [
        (Of("Children's social care", SuggestionKind.Category), 0), (Of("Falls prevention", SuggestionKind.Term), 2),
        (Of("fallen over", SuggestionKind.Phrase), 0), (Of("feeling lonely", SuggestionKind.Phrase), 0),
        (Of("Falls clinic", SuggestionKind.Service), 1), (Of("Leg ulcer clinic", SuggestionKind.Service), 1),
        (Of("Community falls service", SuggestionKind.Service), 3), (Of("Ear care at Failsworth", SuggestionKind.Service), 1),
    ]);

    [Theory]
    [InlineData("fa", "Falls prevention|fallen over|Falls clinic|Community falls service|Ear care at Failsworth")]
    [InlineData("FALLS", "Falls prevention|Falls clinic|Community falls service")]
    [InlineData("falls c", "Falls clinic")]
    [InlineData("ulcer cl", "Leg ulcer clinic")]
    [InlineData("childrens", "Children's social care")]
    [InlineData("children's so", "Children's social care")]
    [InlineData("lonely", "feeling lonely")]
    [InlineData("f", "")]
    [InlineData("?!", "")]
    [InlineData("zz", "")]
    public void What_begins_as_typed_at_any_word_is_suggested_and_the_beginning_of_the_text_counts_most(string typed, string texts) =>
        Assert.Equal(texts, string.Join('|', Table.Find(typed).Select(s => s.Text)));

    [Theory]
    [InlineData("ulser", "Leg ulcer clinic")]
    [InlineData("leg ucler", "Leg ulcer clinic")]
    [InlineData("lonley", "feeling lonely")]
    [InlineData("feling lon", "feeling lonely")]
    [InlineData("comunity fals", "Community falls service")]
    [InlineData("lge", "")]
    public void Typing_errors_are_forgiven_from_four_letters_on(string typed, string texts)
    {
        var found = Table.Find(typed);

        Assert.Equal(texts, string.Join('|', found.Select(s => s.Text)));
        Assert.All(found, s => Assert.True(s.Corrected));
    }

    [Fact]
    public void Ten_are_suggested_at_most_and_the_places_own_words_leave_room_for_services()
    {
        var table = SuggestionTable.Of(Enum.GetValues<SuggestionKind>().SelectMany(
            kind => Enumerable.Range(10, 40).Select(n => (Of($"walk {kind} {n}", kind), n))));

        var found = table.Find("walk");

        Assert.Equal(SuggestionTable.SuggestionsMax, found.Count);
        Assert.Equal([2, 2, 2, 4], Enum.GetValues<SuggestionKind>().Select(kind => found.Count(s => s.Kind == kind)));
        Assert.Equal(SuggestionTable.SuggestionsMax, table.Find("walk term").Count);
        Assert.Equal(["walk Service 49", "walk Service 48"], table.Find("walk service").Take(2).Select(s => s.Text));
    }

    [Fact]
    public void Whatever_is_suggested_uncorrected_holds_what_was_typed_at_the_beginning_of_a_word_and_nothing_such_is_missed()
    {
        var random = new Random(20260118);
        string[] words = ["care", "carer", "carers", "cafe", "fall", "falls", "leg", "ulcer", "clinic", "club"];
        string[] texts = [.. Enumerable.Range(0, 200).Select(_ => string.Join(' ', Enumerable.Range(0, random.Next(1, 4)).Select(_ => words[random.Next(10)]))).Distinct()];
        var table = SuggestionTable.Of(texts.Select(t => (Of(t, SuggestionKind.Service), 1)));
        for (var n = 0; n < 500; n++)
        {
            var text = texts[random.Next(texts.Length)];
            var typed = text[..random.Next(2, text.Length + 1)].Trim();
            if (typed.Length < 2) continue;

            var holders = texts.Where(t => $" {t}".Contains($" {typed}", StringComparison.Ordinal)).ToList();
            var found = table.Find(typed).Where(s => !s.Corrected).Select(s => s.Text).ToList();

            Assert.All(found, t => Assert.Contains(t, holders));
            Assert.Equal(Math.Min(SuggestionTable.SuggestionsMax, holders.Count), found.Count);
        }
    }

    [Theory]
    [InlineData("ulser", "ulcer", true, 1)]
    [InlineData("lonley", "lonely", true, 1)]
    [InlineData("ulce", "ulcers", false, 0)]
    [InlineData("ulec", "ulcers", false, 1)]
    [InlineData("ulc", "ulcers", true, null)]
    [InlineData("physoi", "physiotherapy", false, 1)]
    public void Errors_are_letters_left_out_put_in_changed_or_swapped(string typed, string word, bool isWhole, int? errors) =>
        Assert.Equal(errors, TypingErrors.Between(typed, word, isWhole, errorsMax: 2));

    [Fact]
    public void The_lowest_of_a_stretch_are_those_that_sorting_would_bring()
    {
        var random = new Random(20260119);
        for (var n = 0; n < 300; n++)
        {
            int[] numbers = [.. Enumerable.Range(0, random.Next(40)).Select(_ => random.Next(20))];
            var from = random.Next(numbers.Length + 1);
            var to = random.Next(from, numbers.Length + 1);
            var most = random.Next(1, 12);

            Assert.Equal(numbers[from..to].Order().Take(most), new LowestInRange(numbers).Of(from, to, most));
        }
    }

    [Fact]
    public void A_table_of_nothing_suggests_nothing() => Assert.Empty(SuggestionTable.Empty.Find("anything"));

    private static Suggestion Of(string text, SuggestionKind kind) => new(text, kind, null, null, false);
}
