using System.Net;
using System.Net.Http.Json;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Rephasings;
using IntegratedCare.Testing;
using Npgsql;

namespace IntegratedCare.Ledger.Tests.Rephasings;

public sealed class RephaseTests(RunningLedger ledger)
{
    // Source 001: Bury's transformation fund, as printed: its years add to 19.230, its total says 19.231.
    private static readonly AgreedYearTerms[] Bury =
        [new("2016/17", 99_500_000), new("2017/18", 703_100_000), new("2018/19", 631_100_000), new("2019/20", 489_300_000)];

    private readonly ServiceHost<Program, LedgerDb> host = ledger.Host;

    private async Task<string> AddAsync(long? printedTotalPence, params AgreedYearTerms[] years) =>
        (await host.AddFundAsync(fund => fund with { Class = FundClass.InView, AgreedYears = years, PrintedTotalPence = printedTotalPence })).Code;

    private async Task<HttpResponseMessage> RephaseAsync(string fund, RephaseRequest asked, string organisation = A.Council)
    {
        using var manager = host.Client(Roles.PoolManager, organisation);
        return await manager.PostAsJsonAsync($"/api/ledger/funds/{fund}/rephasings", asked, RunningLedger.Json);
    }

    private async Task<FundYearsView> YearsAsync(string fund)
    {
        using var finance = host.Finance();
        return await finance.ReadAsync<FundYearsView>($"/api/ledger/funds/{fund}/years");
    }

    [Fact]
    public async Task Burys_years_and_total_stay_as_printed_and_the_difference_is_reported()
    {
        var years = await YearsAsync(await AddAsync(1_923_100_000, Bury));

        Assert.Equal([0.995m, 7.031m, 6.311m, 4.893m], years.Years.Select(year => year.Printed.MillionPounds));
        Assert.Equal((19.230m, 19.231m, 0.001m, 100_000L),
            (years.PrintedYears.MillionPounds, years.PrintedTotal!.MillionPounds, years.PrintedDifference!.MillionPounds, years.PrintedDifference.Pence));
        Assert.Equal(years.PrintedYears, years.PhasedYears);
    }

    [Fact]
    public async Task Slippage_moves_between_years_and_leaves_what_is_printed()
    {
        // Oldham's transformation fund: 21.2 million, of which 3.0 slipped; its years are this test's.
        var fund = await AddAsync(2_120_000_000, new("2017/18", 820_000_000), new("2018/19", 700_000_000), new("2019/20", 600_000_000));

        using var slipped = await RephaseAsync(fund, new("2017/18", "2018/19", 300_000_000, "Slippage"));
        using var on = await RephaseAsync(fund, new("2018/19", "2020/21", 100_000_000, "Slippage of slippage"));

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (slipped.StatusCode, on.StatusCode));
        var years = await YearsAsync(fund);
        Assert.Equal([8.2m, 7m, 6m, 0m], years.Years.Select(year => year.Printed.MillionPounds));
        Assert.Equal([5.2m, 9m, 6m, 1m], years.Years.Select(year => year.Phased.MillionPounds));
        Assert.Equal((21.2m, 21.2m, 0m), (years.PrintedTotal!.MillionPounds, years.PhasedYears.MillionPounds, years.PrintedDifference!.MillionPounds));
        Assert.Equal([(1, 3m), (2, 1m)], years.Rephasings.Select(r => (r.Number, r.Amount.MillionPounds)));
        using var printed = await host.PutFundAsync(fund, A.Fund() with { Class = FundClass.InView, AgreedYears = Bury, PrintedTotalPence = 2_120_000_000 });
        Assert.Equal("fund.in-use", await printed.CodeAsync());
    }

    [Fact]
    public async Task What_a_year_has_slips_once_however_many_ask_at_once()
    {
        var fund = await AddAsync(null, new("2017/18", 100), new("2018/19", 0));

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => RephaseAsync(fund, new("2017/18", "2018/19", 60, "Slippage"))));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        foreach (var answer in answers.Where(a => a.StatusCode != HttpStatusCode.Created)) Assert.Equal("rephasing.too-much", await answer.CodeAsync());
        Assert.Equal([40L, 60L], (await YearsAsync(fund)).Years.Select(year => year.Phased.Pence));
        foreach (var answer in answers) answer.Dispose();
    }

    [Theory]
    [InlineData("2016/17", "2016/17", 1, "rephasing.years-invalid")]
    [InlineData("2020/21", "2016/17", 1, "rephasing.years-invalid")]
    [InlineData("2016/17", "2015/16", 1, "rephasing.years-invalid")]
    [InlineData("2016/17", "2030/31", 1, "rephasing.years-invalid")]
    [InlineData("2016/17", "2017/19", 1, "fund.financial-year-invalid")]
    [InlineData("2016/17", "2017/18", 99_500_001, "rephasing.too-much")]
    [InlineData("2016/17", "2017/18", 0, "request.invalid")]
    [InlineData("2016/17", "next year", 1, "request.invalid")]
    public async Task What_is_against_a_rule_is_refused(string from, string to, long pence, string code)
    {
        var fund = await AddAsync(null, Bury);

        using var answer = await RephaseAsync(fund, new(from, to, pence, "Slippage"));

        Assert.Equal(code, await answer.CodeAsync());
        Assert.Empty((await YearsAsync(fund)).Rephasings);
    }

    [Fact]
    public async Task Only_the_host_re_phases_and_only_a_fund_of_several_years()
    {
        var fund = await AddAsync(null, Bury);
        using var stranger = await RephaseAsync(fund, new("2016/17", "2017/18", 1, "Slippage"), organisation: A.Trust);
        using var bare = await RephaseAsync(await AddAsync(null), new("2016/17", "2017/18", 1, "Slippage"));

        Assert.Equal("fund.not-your-organisation", await stranger.CodeAsync());
        Assert.Equal("rephasing.no-years", await bare.CodeAsync());
    }

    [Fact]
    public async Task A_re_phasing_is_never_changed()
    {
        var fund = await AddAsync(null, Bury);
        using var slipped = await RephaseAsync(fund, new("2016/17", "2017/18", 1, "Slippage"));

        foreach (var connection in (string[])[host.ConnectionString, host.OwnerConnectionString])
        {
            await using var database = new NpgsqlConnection(connection);
            await database.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = new NpgsqlCommand("UPDATE rephasings SET amount_pence = 2", database);
            await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
        }
    }
}
