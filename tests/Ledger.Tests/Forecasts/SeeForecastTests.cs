using System.Net;
using System.Net.Http.Json;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Ledger.Forecasts;
using IntegratedCare.Ledger.ManualEntries;
using IntegratedCare.Ledger.Tests.Approvals;
using IntegratedCare.Testing;

namespace IntegratedCare.Ledger.Tests.Forecasts;

public sealed class SeeForecastTests(RunningLedger ledger)
{
    private readonly ServiceHost<Program, LedgerDb> host = ledger.Host;

    /// <summary>A fund with two programmes that has spent 1,000 and 77 in May and 5,000 in October.</summary>
    private async Task<string> FundAsync()
    {
        var (fund, _) = await host.AddFundAsync(f => f with { Programmes = [.. f.Programmes, new("equipment", "Equipment", 50_000, [])] });
        using var agreed = await host.PutAgreementAsync(fund, A.Agreement());
        Assert.Equal(HttpStatusCode.Created, agreed.StatusCode);
        using var officer = host.Officer("officer");
        foreach (var (programme, pence, on) in new[] { (A.Programme, 1_000L, new DateOnly(2026, 5, 9)), (A.Programme, 5_000L, new(2026, 10, 9)), ("equipment", 77L, new(2026, 5, 31)) })
        {
            using var posted = await officer.PostByHandAsync(fund, A.ManualEntry() with
            {
                EffectiveOn = on,
                Lines = [new ManualLine($"expenditure:{programme}", DebitPence: pence), new("payables", CreditPence: pence)],
            });
            Assert.Equal(HttpStatusCode.Created, posted.StatusCode);
        }

        return fund;
    }

    private async Task<ForecastView> ForecastAsync(string fund, string query)
    {
        using var finance = host.Finance();
        return await finance.ReadAsync<ForecastView>($"/api/ledger/funds/{fund}/forecast?{query}");
    }

    [Fact]
    public async Task An_officer_can_reckon_every_number_by_hand()
    {
        var fund = await FundAsync();

        var view = await ForecastAsync(fund, "asOf=2026-10-31");

        var community = view.Programmes[0];
        Assert.Equal((ForecastMethod.RunRate, 214, 365), (view.Method, view.DaysElapsed, view.DaysInYear));
        Assert.Equal([new("2026-05", 1_000), new("2026-10", 5_000)], community.Months);
        Assert.Equal(new RunRateWorking(6_000, 214, 151, 4_234, 10_234), community.RunRate);          // 6,000 × 151 ÷ 214 = 4,233.6
        Assert.Equal(new CommitmentsWorking(6_000, 0, 0, 6_000), community.Commitments);
        Assert.Equal((4_286, 10_286), (community.SeasonalProfile.RestOfYearPence, community.SeasonalProfile.OutturnPence));      // 6,000 × 5 ÷ 7
        Assert.Equal(new OutturnView(1_000_000, 6_000, 0, 4_234, 10_234, -989_766, 6_000, 10_286), community.Outturn);
    }

    [Theory]
    [InlineData("runRate")]
    [InlineData("commitments")]
    [InlineData("seasonalProfile")]
    public async Task The_fund_is_the_sum_of_its_programmes(string method)
    {
        var fund = await FundAsync();

        var view = await ForecastAsync(fund, $"method={method}");

        Assert.Equal(view.Programmes.Sum(p => p.Outturn.OutturnPence), view.Fund.OutturnPence);
        Assert.Equal(view.Programmes.Sum(p => p.Outturn.RestOfYearPence), view.Fund.RestOfYearPence);
        Assert.Equal(view.Fund.ActualPence + view.Fund.RestOfYearPence, view.Fund.OutturnPence);
        Assert.Equal((view.Methods.Min(m => m.OutturnPence), view.Methods.Max(m => m.OutturnPence)), (view.Fund.LowPence, view.Fund.HighPence));
        Assert.Equal(6_077, view.Fund.ActualPence);
    }

    [Fact]
    public async Task After_the_year_the_outturn_is_what_was_spent()
    {
        var view = await ForecastAsync(await FundAsync(), "asOf=2027-06-01&method=seasonalProfile");

        Assert.Equal((new DateOnly(2027, 3, 31), 6_077, 6_077, 6_077), (view.AsOf, view.Fund.OutturnPence, view.Fund.LowPence, view.Fund.HighPence));
    }

    [Fact]
    public async Task The_managers_weights_are_used_and_edited_only_by_who_has_seen_them()
    {
        var fund = await FundAsync();
        using var manager = host.Client(Roles.PoolManager, A.Council);
        var path = $"/api/ledger/funds/{fund}/programmes/{A.Programme}/seasonal-profile";
        var winter = new PutSeasonalProfileRequest([1, 1, 1, 1, 1, 1, 1, 2, 3, 3, 3, 2]);

        var before = await manager.ReadAsync<SeasonalProfileView>(path);
        using var first = await manager.PutAsJsonAsync(path, winter, RunningLedger.Json, TestContext.Current.CancellationToken);
        using var blind = await manager.PutAsJsonAsync(path, winter, RunningLedger.Json, TestContext.Current.CancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = JsonContent.Create(winter, options: RunningLedger.Json) };
        request.Headers.TryAddWithoutValidation("If-Match", first.Headers.ETag!.ToString());
        using var seen = await manager.SendAsync(request, TestContext.Current.CancellationToken);
        var view = await ForecastAsync(fund, "asOf=2026-10-31&method=seasonalProfile");

        Assert.True(before.IsDefault);
        Assert.Equal((HttpStatusCode.PreconditionRequired, HttpStatusCode.OK), (blind.StatusCode, seen.StatusCode));
        Assert.Equal(winter.Weights, view.Programmes[0].SeasonalProfile.Weights);
        Assert.Equal(6_000 + Forecast.Part(6_000, 13, 7), view.Programmes[0].Outturn.OutturnPence);
    }

    [Fact]
    public async Task What_cannot_be_foreseen_is_refused()
    {
        var fund = await FundAsync();
        using var finance = host.Finance();
        using var manager = host.Client(Roles.PoolManager, A.Council);
        var weights = $"/api/ledger/funds/{fund}/programmes/{A.Programme}/seasonal-profile";
        async Task<string> CodeAsync(string path)
        {
            using var answer = await finance.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
            return await answer.CodeAsync();
        }

        Assert.Equal("forecast.year-not-begun", await CodeAsync($"/api/ledger/funds/{fund}/forecast?asOf=2026-03-31"));
        Assert.Equal("request.invalid", await CodeAsync($"/api/ledger/funds/{fund}/forecast?method=guess"));
        Assert.Equal("forecast.programme-unknown", await CodeAsync($"/api/ledger/funds/{fund}/programmes/nothing/seasonal-profile"));
        foreach (int[] wrong in new[] { new int[12], [1, 2, 3], [.. Enumerable.Repeat(10_001, 12)] })
        {
            using var answer = await manager.PutAsJsonAsync(
                weights, new PutSeasonalProfileRequest(wrong), RunningLedger.Json, TestContext.Current.CancellationToken);
            Assert.Equal("request.invalid", await answer.CodeAsync());
        }
    }
}
