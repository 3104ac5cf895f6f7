using IntegratedCare.Ledger.Tests.Exports;
using IntegratedCare.Testing;
using static IntegratedCare.Ledger.Tests.Statements.StatementCalls;

namespace IntegratedCare.Ledger.Tests.Statements;

/// <summary>What a partner needs for its own accounts.</summary>
public sealed class PartnerStatementTests(RunningLedger ledger)
{
    private readonly ServiceHost<Program, LedgerDb> host = ledger.Host;

    [Fact]
    public async Task The_partners_shares_of_every_line_sum_to_the_fund_exactly()
    {
        var fund = await RandomYear.BookAsync(host, entries: 500, seed: 22);
        var partners = Rows(await host.DraftAsync(fund, "annual", "2026/27"), "income").Select(row => row.GetProperty("partner").GetString()).ToList();
        var sums = new Dictionary<string, (long Whole, long Parts)>(StringComparer.Ordinal);

        foreach (var partner in partners)
        {
            foreach (var row in Rows(await host.DraftAsync(fund, "partner", Quarter, partner), "share"))
            {
                foreach (var (whole, part) in ((string, string)[])[("fundInPeriodPence", "shareInPeriodPence"), ("fundToDatePence", "shareToDatePence")])
                {
                    var line = $"{row.GetProperty("line").GetString()} {whole}";
                    sums[line] = (Pence(row, whole), sums.GetValueOrDefault(line).Parts + Pence(row, part));
                }
            }
        }

        Assert.Equal(5, partners.Count);
        Assert.Contains(sums.Values, sum => sum.Whole % 5 != 0);
        Assert.All(sums, sum => Assert.Equal(sum.Value.Whole, sum.Value.Parts));
    }

    [Fact]
    public async Task A_partner_finds_its_own_movements_and_nobody_elses_in_its_statement()
    {
        var (fund, _) = await host.AddFundAsync();
        await host.PayAsync(fund, A.Council, 1_250_000, new(2026, 7, 1));
        await host.PayAsync(fund, A.Trust, 30_001, new(2026, 8, 31));
        await host.PayAsync(fund, A.Trust, 7, new(2026, 10, 1));

        var statement = await host.DraftAsync(fund, "partner", Quarter, A.Trust);

        var movement = Assert.Single(Rows(statement, "movements"));
        Assert.Equal((2, 30_001), (Pence(movement, "number"), Pence(movement, "paidInPence")));
        var lines = Rows(statement, "contribution").ToDictionary(row => row.GetProperty("line").GetString()!, row => Pence(row, "pence"));
        Assert.Equal((600_000, 30_001, 569_999),
            (lines["Agreed for the year"], lines["Paid in in the period"], lines["Still to pay of what was agreed"]));
        Assert.DoesNotContain("Due by the last day", lines.Keys);       // no agreement says when
    }
}
