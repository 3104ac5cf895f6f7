using IntegratedCare.Ledger.Charges;
using IntegratedCare.Ledger.Journal;

namespace IntegratedCare.Ledger.Tests.Charges;

public sealed class BudgetWatchTests
{
    [Fact]
    public void Only_the_entry_that_crosses_the_budget_is_reported_and_again_after_coming_back()
    {
        var head = JournalHead.Open("fund");
        JournalEntry[] entries =
        [
            Commit(60),     // 60 of 100
            Commit(40),     // 100: all of it, no more
            Commit(5),      // 105: over
            Commit(5),      // still over
            Release(20),    // 90
            Commit(11),     // 101: over again
        ];

        var crossings = BudgetWatch.Crossings("fund", "programme", budgetPence: 100, usedPence: 0, entries).ToList();

        Assert.Equal([(3, 5), (6, 1)], crossings.Select(c => (c.EntryNumber, c.ShortfallPence)));

        JournalEntry Commit(long pence) =>
            head.Append(Posting.Commitment("fund", "programme", pence, A.Today, A.Code("source"), "Commitment"), A.Now);

        JournalEntry Release(long pence) =>
            head.Append(Posting.Release("fund", "programme", pence, A.Today, A.Code("source"), "Release"), A.Now);
    }
}
