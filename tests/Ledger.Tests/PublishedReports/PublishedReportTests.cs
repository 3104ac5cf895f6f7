using System.Net;
using System.Net.Http.Json;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.PublishedReports;
using IntegratedCare.Testing;

namespace IntegratedCare.Ledger.Tests.PublishedReports;

/// <summary>Oldham's published totals, entered as the sources give them, are read back exactly.</summary>
public sealed class PublishedReportTests(RunningLedger ledger)
{
    private static readonly PublishedFigures Outturn2018 = new(
        "Section 75 outturn 2018/19", "Oldham Council committee report, item 33640", "2018/19", "2019-03",
        InitialBudgetPence: Million(135.625m),
        InitialParts: [new("Pooled Aligned", Million(124.986m)), new("Pooled", Million(1.447m)), new("GMTF", Million(9.192m))],
        BudgetPence: Million(133.462m),
        AdversePence: Million(8.812m),
        Movements: [new("Oldham Council", "2018-12", Million(1.615m), Million(2.710m), Million(4.325m))]);

    private static readonly PublishedFigures Outturn2019 = new(
        "Section 75 outturn 2019/20", "Oldham Council committee report, meeting 7902", "2019/20", "2020-03",
        BudgetPence: Million(157.941m), SpendPence: Million(163.970m), AdversePence: Million(6.029m));

    private static readonly PublishedFigures Month6Of2020 = new(
        "Section 75 forecast 2020/21, month 6", "Oldham Council committee report, meeting 7906", "2020/21", "2020-09", IsForecast: true,
        BudgetPence: Million(169.504m), SpendPence: Million(176.973m), AdversePence: Million(7.469m));

    private readonly ServiceHost<Program, LedgerDb> host = ledger.Host;

    private static long Million(decimal pounds) => (long)(pounds * 100_000_000m);

    private async Task<HttpResponseMessage> PutAsync(string fund, string report, object figures)
    {
        using var loader = host.Client(Roles.PlaceLoader);
        return await loader.PutAsJsonAsync($"/api/ledger/funds/{fund}/published-reports/{report}", figures, RunningLedger.Json);
    }

    private async Task<PublishedReportView> ReadAsync(string fund)
    {
        using var board = host.Client(Roles.BoardMember, A.Council);
        return (await board.ReadAsync<PublishedReportsView>($"/api/ledger/funds/{fund}/published-reports")).Items.Single();
    }

    private async Task<PublishedReportView> PutAndReadAsync(PublishedFigures figures)
    {
        var (fund, _) = await host.AddFundAsync();
        using var put = await PutAsync(fund, "report", figures);
        Assert.Equal(HttpStatusCode.Created, put.StatusCode);
        return await ReadAsync(fund);
    }

    private static void Prints(MoneyView? figure, string millions)
    {
        var expected = decimal.Parse(millions, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(new MoneyView(Million(expected), expected), figure);
    }

    [Fact]
    public async Task The_totals_of_2018_19_are_as_printed()
    {
        var report = await PutAndReadAsync(Outturn2018);

        Prints(report.InitialBudget, "135.625");
        Assert.Equal([("Pooled Aligned", 124.986m), ("Pooled", 1.447m), ("GMTF", 9.192m)], report.InitialParts.Select(p => (p.Name, p.Amount.MillionPounds)));
        Prints(report.InitialDifference, "0");
        Prints(report.Budget, "133.462");
        Prints(report.Virements, "-2.163");
        Prints(report.Adverse, "8.812");
        var council = report.Movements.Single();
        Assert.Equal(("Oldham Council", "2018-12"), (council.Of, council.EarlierPeriod));
        Prints(council.EarlierAdverse, "1.615");
        Prints(council.Movement, "2.710");
        Prints(council.Adverse, "4.325");
        Prints(council.Difference, "0");
        // The source prints no spend, so that nothing can check its adverse figure.
        Assert.Equal((null, null), (report.Spend, report.AdverseDifference));
    }

    [Fact]
    public async Task The_outturn_of_2019_20_is_as_printed()
    {
        var report = await PutAndReadAsync(Outturn2019);

        Prints(report.Spend, "163.970");
        Prints(report.Budget, "157.941");
        Prints(report.Adverse, "6.029");
        Prints(report.AdverseDifference, "0");
    }

    [Fact]
    public async Task The_forecast_of_month_6_of_2020_21_is_as_printed()
    {
        var report = await PutAndReadAsync(Month6Of2020);

        Assert.Equal(("2020/21", "2020-09", true), (report.FinancialYear, report.Period, report.IsForecast));
        Prints(report.Spend, "176.973");
        Prints(report.Budget, "169.504");
        Prints(report.Adverse, "7.469");
        Prints(report.AdverseDifference, "0");
    }

    [Fact]
    public async Task Figures_that_contradict_one_another_stay_and_the_difference_is_shown()
    {
        var report = await PutAndReadAsync(Outturn2018 with
        {
            InitialBudgetPence = Million(135.626m), SpendPence = Million(142m),
            Movements = [new("Council", "2018-12", Million(1m), Million(1m), Million(2.5m))],
        });

        Prints(report.InitialBudget, "135.626");
        Prints(report.InitialDifference, "0.001");
        Prints(report.AdverseDifference, "0.274");
        Prints(report.Movements.Single().Difference, "0.5");
    }

    [Fact]
    public async Task The_same_figures_twice_change_nothing_and_a_slip_of_the_pen_can_be_mended()
    {
        var (fund, _) = await host.AddFundAsync();
        using var added = await PutAsync(fund, "outturn", Outturn2018);
        using var again = await PutAsync(fund, "outturn", Outturn2018);
        using var changed = await PutAsync(fund, "outturn", Outturn2018 with { AdversePence = 1 });

        async Task<PutOutcome> OutcomeAsync(HttpResponseMessage answer) =>
            (await answer.Content.ReadFromJsonAsync<PublishedReportPutView>(RunningLedger.Json, TestContext.Current.CancellationToken))!.Outcome;

        Assert.Equal([PutOutcome.Added, PutOutcome.Unchanged, PutOutcome.Changed],
            [await OutcomeAsync(added), await OutcomeAsync(again), await OutcomeAsync(changed)]);
        Assert.Equal(1, (await ReadAsync(fund)).Adverse!.Pence);
    }

    public static TheoryData<string, PublishedFigures> Wrong => new()
    {
        { "published-report.year-invalid", Outturn2018 with { FinancialYear = "2018/20" } },
        { "published-report.year-invalid", Outturn2018 with { Period = "2019-04" } },
        { "request.invalid", Outturn2018 with { Period = "March" } },
        { "request.invalid", Outturn2018 with { Title = "" } },
        { "request.invalid", Outturn2018 with { BudgetPence = -1 } },
        { "request.invalid", Outturn2018 with { InitialParts = [new("", 1)] } },
        { "request.invalid", Outturn2018 with { AdversePence = long.MaxValue } },
    };

    [Theory, MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public async Task Malformed_figures_are_refused(string code, PublishedFigures figures)
    {
        var (fund, _) = await host.AddFundAsync();

        using var answer = await PutAsync(fund, "report", figures);

        Assert.Equal(code, await answer.CodeAsync());
    }

    [Fact]
    public async Task A_fund_and_a_code_are_needed()
    {
        var (fund, _) = await host.AddFundAsync();
        using var unknown = await PutAsync("no-such-fund", "report", Outturn2018);
        using var code = await PutAsync(fund, "no%20code", Outturn2018);
        using var board = host.Client(Roles.BoardMember, A.Council);
        using var nothing = await board.GetAsync("/api/ledger/funds/no-such-fund/published-reports", TestContext.Current.CancellationToken);

        Assert.Equal("fund.unknown", await unknown.CodeAsync());
        Assert.Equal("published-report.code-invalid", await code.CodeAsync());
        Assert.Equal("fund.unknown", await nothing.CodeAsync());
    }
}
