using IntegratedCare.Ledger.Bank;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;

namespace IntegratedCare.Ledger.Tests.Bank;

public sealed class MatcherTests
{
    private static readonly Matcher Matcher = new(Fund.Open("fund", A.Fund()).Partners);

    private static BankLine Line(int number, long pence, string reference = "", string payer = "", int day = 1) =>
        BankLine.Of(new(new(2026, 10, day), pence, reference, payer), 1, "fund", number, BankStatementId.New());

    private static CashEntry Entry(long number, long pence, string partner = A.Council, string reference = "INV", int day = 1) =>
        new(number, EntryKind.Contribution, new(2026, 10, day), pence, $"contribution:{number}", "Contribution", partner, reference);

    private static List<(int, long, MatchBasis)> Pairs(IReadOnlyCollection<BankLine> lines, IReadOnlyCollection<CashEntry> entries) =>
        [.. Matcher.Match(lines, entries).Select(m => (m.Line.Number, m.Entry.Number, m.Basis))];

    [Fact]
    public void The_reference_and_the_amount_decide_before_the_partner()
    {
        Assert.Equal(
            [(1, 8L, MatchBasis.Reference), (2, 7L, MatchBasis.PartnerAndAmount)],
            Pairs([Line(1, 100, "inv-8", "The Council"), Line(2, 100, "?", "the council")], [Entry(7, 100, reference: "INV-7"), Entry(8, 100, reference: "INV-8")]));
    }

    [Fact]
    public void Another_amount_partner_or_week_is_no_match()
    {
        Assert.Empty(Pairs([Line(1, 101, "INV", "council")], [Entry(7, 100)]));
        Assert.Empty(Pairs([Line(1, 100, "", "The Trust")], [Entry(7, 100)]));
        Assert.Empty(Pairs([Line(1, 100, "", "council", day: 9)], [Entry(7, 100, day: 1)]));
        Assert.Single(Pairs([Line(1, 100, "", "council", day: 8)], [Entry(7, 100, day: 1)]));
    }

    [Fact]
    public void Where_two_would_do_a_person_decides()
    {
        Assert.Empty(Pairs([Line(1, 100, "", "council")], [Entry(7, 100), Entry(8, 100)]));
        Assert.Empty(Pairs([Line(1, 100, "", "council"), Line(2, 100, "", "council")], [Entry(7, 100)]));
        Assert.Empty(Pairs([Line(1, 100, "INV")], [Entry(7, 100), Entry(8, 100, A.Trust)]));
    }

    [Fact]
    public void Suggestions_come_best_first_with_their_reason()
    {
        var suggestions = Matcher.Suggest(Line(1, 100, "INV-9", "The Council"), [Entry(7, 100, A.Trust), Entry(8, 100), Entry(9, 100, A.Trust, "INV-9"), Entry(10, 99)]).ToList();

        Assert.Equal([9, 8, 7], suggestions.Select(s => s.Entry.Number));
        Assert.Equal("The amount £1.00 is that of entry 9, and so is the reference INV-9.", suggestions[0].Explanation);
    }

    [Fact]
    public void A_thousand_of_one_amount_are_told_apart_by_their_references()
    {
        var lines = Enumerable.Range(1, 1_000).Select(n => Line(n, 100, $"INV-{n}")).ToList();
        var entries = Enumerable.Range(1, 1_000).Select(n => Entry(n, 100, reference: $"INV-{n}")).ToList();

        Assert.Equal(lines.Select(line => (line.Number, (long)line.Number, MatchBasis.Reference)), Pairs(lines, entries));
    }

    /// <summary>The same lines and entries give the same matches in whatever order they come, each line and entry at most once, each of one amount.</summary>
    [Fact]
    public void Matching_is_deterministic_and_one_to_one()
    {
        var random = new Random(3);
        for (var run = 0; run < 300; run++)
        {
            var lines = Enumerable.Range(1, 12).Select(n => Line(n, random.Next(1, 5), $"INV-{random.Next(6)}", random.Next(2) == 0 ? "council" : "trust", random.Next(1, 20))).ToList();
            var entries = Enumerable.Range(1, 12).Select(n => Entry(n, random.Next(1, 5), random.Next(2) == 0 ? A.Council : A.Trust, $"INV-{random.Next(6)}", random.Next(1, 20))).ToList();

            var matches = Matcher.Match(lines, entries);

            Assert.Equal(Pairs(lines, entries).Order(), Pairs([.. lines.OrderBy(_ => random.Next())], [.. entries.OrderBy(_ => random.Next())]).Order());
            Assert.Equal(matches.Count, matches.DistinctBy(m => m.Line.Number).Count());
            Assert.Equal(matches.Count, matches.DistinctBy(m => m.Entry.Number).Count());
            Assert.All(matches, m => Assert.Equal(m.Line.AmountPence, m.Entry.CashPence));
        }
    }
}
