using System.Net;
using IntegratedCare.Ledger.Journal;
using IntegratedCare.Ledger.Tests.Exports;
using IntegratedCare.Ledger.Tests.Periods;
using IntegratedCare.Testing;
using static IntegratedCare.Ledger.Tests.Statements.StatementCalls;

namespace IntegratedCare.Ledger.Tests.Statements;

/// <summary>What the pooled fund manager tells the partners each quarter.</summary>
public sealed class QuarterlyReportTests(RunningLedger ledger)
{
    private readonly ServiceHost<Program, LedgerDb> host = ledger.Host;

    [Fact]
    public async Task A_quarterly_report_says_to_the_penny_what_the_accounts_say()
    {
        var fund = await RandomYear.BookAsync(host, entries: 500, seed: 21);
        var (opening, closing) = (await host.BalancesAsync(fund, new(2026, 6, 30)), await host.BalancesAsync(fund, QuarterEnd));

        var report = await host.DraftAsync(fund, "quarterly", Quarter);

        foreach (var row in Rows(report, "income"))
        {
            var account = $"contributions:{row.GetProperty("partner").GetString()}";
            Assert.Equal(-closing.GetValueOrDefault(account), Pence(row, "toDatePence"));
            Assert.Equal(opening.GetValueOrDefault(account) - closing.GetValueOrDefault(account), Pence(row, "inPeriodPence"));
        }

        foreach (var row in Rows(report, "expenditure"))
        {
            var programme = row.GetProperty("programme").GetString();
            Assert.Equal(closing.GetValueOrDefault($"expenditure:{programme}"), Pence(row, "toDatePence"));
            Assert.Equal(closing.GetValueOrDefault($"commitments:{programme}"), Pence(row, "committedPence"));
        }

        // What came in less what went out is what the fund has less what it owes: the books balance.
        Assert.Equal(Pence(Total(report, "summary"), "toDatePence"), Pence(Total(report, "holdings"), "toDatePence"));
        Assert.NotEqual(0, Pence(Total(report, "holdings"), "toDatePence"));
    }

    [Fact]
    public async Task What_is_due_follows_the_agreement()
    {
        var fund = await host.AddAgreedFundAsync();
        await host.PayAsync(fund, A.Trust, 200_000, new(2026, 4, 2));

        var report = await host.DraftAsync(fund, "quarterly", Quarter);

        // Two of four instalments, in April and July.
        Assert.Equal([(A.Council, 200_000, -200_000), (A.Trust, 300_000, -100_000)], Rows(report, "income").Select(row =>
            (row.GetProperty("partner").GetString(), Pence(row, "duePence"), Pence(row, "variancePence"))));
        Assert.Equal("Head of joint commissioning finance", report.GetProperty("facts").GetProperty("poolManager").GetString());
    }

    [Fact]
    public async Task A_quarterly_report_foresees_the_outturn_with_its_working_and_says_who_bears_what_so_far()
    {
        var (fund, _) = await host.AddFundAsync(terms => terms with
        {
            Programmes = [new(A.Programme, "Community health", 1_000, []), new("equipment", "Equipment", 700, [])],
        });
        using var agreed = await host.PutAgreementAsync(fund, A.Agreement());
        Assert.Equal(HttpStatusCode.Created, agreed.StatusCode);
        await host.SpendAsync(fund, A.Programme, 1_905, new(2026, 7, 1));
        await host.PostAsync(Posting.Commitment(fund, "equipment", 300, new(2026, 7, 1), A.Code("order"), "Beds"));

        var report = await host.DraftAsync(fund, "quarterly", Quarter);

        // 183 of 365 days: 1,905 × 182 ÷ 183 = 1,894.59.
        Assert.Equal([(A.Programme, 1_905, 1_895, 3_800, -2_800), ("equipment", 0, 0, 0, 700)], Rows(report, "forecast").Select(row =>
            (row.GetProperty("programme").GetString(), Pence(row, "spentPence"), Pence(row, "restOfYearPence"), Pence(row, "outturnPence"),
                Pence(row, "variancePence"))));
        Assert.Equal(300, Pence(Rows(report, "forecast")[1], "highPence"));
        var working = Rows(report, "forecastWorking");
        Assert.Equal((1_905, 182, 183, 1_895), (Pence(working[0], "basePence"), Pence(working[0], "multiplier"), Pence(working[0], "divisor"),
            Pence(working[0], "restOfYearPence")));
        Assert.False(working[1].TryGetProperty("divisor", out _));
        Assert.Equal(6, working.Count);

        // 905 over; equipment needs 300 of its 700; 505 are left, shared four to six.
        Assert.Equal([("underspend elsewhere", 400, 505), ("outside the pool", 505, 0)], Rows(report, "riskShareSteps").Select(row =>
            (row.GetProperty("step").GetString(), Pence(row, "takenPence"), Pence(row, "leftPence"))));
        Assert.Equal([(A.Council, 202), (A.Trust, 303)], Rows(report, "riskShares").Select(row =>
            (row.GetProperty("partner").GetString(), Pence(row, "sharePence"))));
        Assert.Equal(505, Pence(Total(report, "riskShares"), "sharePence"));
    }

    [Fact]
    public async Task Where_nobody_agreed_who_bears_an_overspend_the_report_says_so()
    {
        var (fund, _) = await host.AddFundAsync();

        var report = await host.DraftAsync(fund, "quarterly", Quarter);

        Assert.False(report.GetProperty("tables").TryGetProperty("riskShares", out _));
        Assert.Contains("No agreement on file says who bears an overspend.", report.GetProperty("notes").EnumerateArray().Select(note => note.GetString()));
    }
}
