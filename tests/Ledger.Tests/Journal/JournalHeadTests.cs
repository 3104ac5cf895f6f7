using IntegratedCare.Ledger.Books;
using IntegratedCare.Ledger.Journal;

namespace IntegratedCare.Ledger.Tests.Journal;

public sealed class JournalHeadTests
{
    private static Posting Posting(int number) => Ledger.Journal.Posting.Contribution(
        "fund", "council", 100 + number, A.Today, $"contribution:{number}", "Contribution");

    [Fact]
    public void Each_entry_takes_the_next_number_and_names_the_hash_before_it()
    {
        var head = JournalHead.Open("fund");

        var first = head.Append(Posting(1), A.Now);
        var second = head.Append(Posting(2), A.Now);

        Assert.Equal((1, 2), (first.Number, second.Number));
        Assert.Equal(EntryHash.BeforeTheFirst, first.PreviousHash);
        Assert.Equal(first.Hash, second.PreviousHash);
        Assert.Equal((2, second.Hash), (head.LastNumber, head.LastHash));
        Assert.Equal(EntryHash.Of(second), second.Hash);
    }

    [Fact]
    public void The_time_of_posting_is_what_the_database_can_keep()
    {
        var entry = JournalHead.Open("fund").Append(Posting(1), A.Now.AddTicks(17).ToOffset(TimeSpan.FromHours(1)));

        Assert.Equal(A.Now.AddMicroseconds(1), entry.PostedAt);
        Assert.Equal(TimeSpan.Zero, entry.PostedAt.Offset);
    }

    [Fact]
    public void A_posting_that_does_not_balance_never_becomes_an_entry()
    {
        var good = Posting(1);
        Posting[] wrong =
        [
            good with { Lines = [] },
            good with { Lines = [good.Lines[0]] },
            good with { Lines = [good.Lines[0], good.Lines[1] with { AmountPence = 1 }] },
            good with { Lines = [good.Lines[0] with { AmountPence = 0 }, good.Lines[1] with { AmountPence = 0 }] },
            good with { Lines = [good.Lines[0] with { AmountPence = -5 }, good.Lines[1] with { AmountPence = -5 }] },
        ];

        foreach (var posting in wrong)
            Assert.Throws<InvalidOperationException>(() => JournalHead.Open("fund").Append(posting, A.Now));
    }

    [Fact]
    public void A_sum_that_does_not_fit_is_an_error_and_never_a_wrong_figure()
    {
        var posting = Posting(1) with
        {
            Lines =
            [
                new("a", Side.Debit, long.MaxValue), new("b", Side.Debit, long.MaxValue), new("c", Side.Credit, 1),
            ],
        };

        Assert.Throws<OverflowException>(() => JournalHead.Open("fund").Append(posting, A.Now));
    }

    [Fact]
    public void A_reader_of_the_chain_finds_nothing_in_a_sound_journal()
    {
        var head = JournalHead.Open("fund");
        var check = new ChainCheck("fund");

        for (var number = 1; number <= 10; number++) Assert.Null(check.Take(head.Append(Posting(number), A.Now)));

        Assert.Null(check.End(head));
        Assert.Equal(10, check.LastNumber);
    }
}
