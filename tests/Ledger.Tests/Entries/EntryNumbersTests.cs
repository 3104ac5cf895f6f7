using IntegratedCare.Ledger.Entries;
using IntegratedCare.Ledger.Journal;

namespace IntegratedCare.Ledger.Tests.Entries;

public sealed class EntryNumbersTests
{
    private static JournalEntry Entry(string fund, long number) => new()
    {
        FundCode = fund, Number = number, Kind = EntryKind.Adjustment, EffectiveOn = A.Today, PostedAt = A.Now, Source = "source", Narrative = "narrative",
        Accounts = ["a", "b"], AmountsPence = [1, -1], PreviousHash = [], Hash = [],
    };

    [Fact]
    public void Numbers_that_follow_one_another_are_one_word()
    {
        JournalEntry[] entries = [Entry("one", 7), Entry("two", 3), Entry("one", 5), Entry("one", 6), Entry("one", 9)];

        Assert.Equal(["one/5-7 one/9 two/3"], EntryNumbers.Words(entries));
        Assert.Empty(EntryNumbers.Words([]));
    }

    [Fact]
    public void No_text_is_longer_than_the_audit_holds_and_none_is_left_out()
    {
        var entries = Enumerable.Range(1, 500).Select(n => Entry("a-fund-with-a-code-of-forty-characters-00", n * 2)).ToList();

        var texts = EntryNumbers.Words(entries).ToList();

        Assert.All(texts, text => Assert.InRange(text.Length, 1, EntryNumbers.WordsLengthMax));
        Assert.Equal(500, texts.Sum(text => text.Split(' ').Length));
    }
}
