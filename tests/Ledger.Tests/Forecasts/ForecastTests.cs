using System.Security.Cryptography;
using IntegratedCare.Ledger.Forecasts;
using IntegratedCare.Ledger.Funds;

namespace IntegratedCare.Ledger.Tests.Forecasts;

public sealed class ForecastTests
{
    private const int Rounds = 2_000;
    private static readonly FinancialYear Year = new(2026);

    private static Timeline On(DateOnly day) => Timeline.Of(Year, day)!;

    private static DateOnly AnyDay() => Year.FirstDay.AddDays(RandomNumberGenerator.GetInt32(365));

    private static long AnyPence() => RandomNumberGenerator.GetInt32(int.MaxValue) * (long)RandomNumberGenerator.GetInt32(1, 5_000);

    private static int[] AnyWeights() => [.. Enumerable.Range(0, 12).Select(_ => RandomNumberGenerator.GetInt32(1, 10_001))];

    [Fact]
    public void Half_a_year_of_spending_foresees_the_other_half()
    {
        var time = On(new(2026, 9, 30));

        Assert.Equal((183, 182, 365), (time.DaysElapsed, time.DaysRemaining, time.DaysInYear));
        Assert.Equal(new RunRateWorking(183_000, 183, 182, 182_000, 365_000), Forecast.RunRate(183_000, time));
        Assert.Equal(new CommitmentsWorking(183_000, 5_000, 5_000, 188_000), Forecast.Commitments(183_000, 5_000, time));
    }

    [Fact]
    public void A_winter_weight_is_reckoned_in_days_of_the_present_month()
    {
        int[] weights = [1, 1, 1, 1, 1, 1, 1, 1, 3, 3, 3, 1];      // December to February cost three times as much

        var working = Forecast.Seasonal(75_000, weights, On(new(2026, 11, 15)));

        // Seven months and half of November are over: 7.5 of 18, so that 10.5 are to come.
        Assert.Equal((225, 315, 105_000, 180_000), (working.WeightElapsed, working.WeightRemaining, working.RestOfYearPence, working.OutturnPence));
        Assert.Equal(("2026-11", 15, 30), (working.Month, working.DayOfMonth, working.DaysInMonth));
    }

    [Theory]
    [InlineData(5, 1, 2, 3)]
    [InlineData(-5, 1, 2, -3)]
    [InlineData(4, 1, 3, 1)]
    [InlineData(5, 1, 3, 2)]
    [InlineData(0, 7, 3, 0)]
    public void Halves_of_a_penny_go_away_from_zero(long pence, long numerator, long denominator, long expected) =>
        Assert.Equal(expected, Forecast.Part(pence, numerator, denominator));

    [Fact]
    public void The_outturn_of_a_finished_year_is_what_was_spent_whatever_the_method()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var (actual, time) = (AnyPence(), On(Year.LastDay.AddDays(RandomNumberGenerator.GetInt32(100))));

            Assert.Equal(actual, Forecast.RunRate(actual, time).OutturnPence);
            Assert.Equal(actual, Forecast.Commitments(actual, AnyPence(), time).OutturnPence);
            Assert.Equal(actual, Forecast.Seasonal(actual, AnyWeights(), time).OutturnPence);
        }
    }

    [Fact]
    public void Whoever_has_spent_or_promised_more_is_foreseen_to_end_no_lower()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var (time, weights, less, committed) = (On(AnyDay()), AnyWeights(), AnyPence(), AnyPence());
            var more = less + RandomNumberGenerator.GetInt32(1, 1_000);

            Assert.True(Forecast.RunRate(less, time).OutturnPence < Forecast.RunRate(more, time).OutturnPence);
            Assert.True(Forecast.Seasonal(less, weights, time).OutturnPence < Forecast.Seasonal(more, weights, time).OutturnPence);
            Assert.True(Forecast.Commitments(less, committed, time).OutturnPence < Forecast.Commitments(more, committed, time).OutturnPence);
            Assert.True(Forecast.Commitments(less, committed, time).OutturnPence <= Forecast.Commitments(less, committed + 1, time).OutturnPence);
        }
    }

    [Fact]
    public void The_same_spending_on_a_later_day_foresees_no_more()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var (actual, weights, day) = (AnyPence(), AnyWeights(), AnyDay());
            var (sooner, later) = (On(day), On(day.AddDays(1)));

            Assert.True(Forecast.RunRate(actual, sooner).OutturnPence >= Forecast.RunRate(actual, later).OutturnPence);
            Assert.True(Forecast.Seasonal(actual, weights, sooner).OutturnPence >= Forecast.Seasonal(actual, weights, later).OutturnPence);
        }
    }

    [Fact]
    public void Only_the_ratio_of_weights_matters()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var (actual, weights, time) = (AnyPence(), AnyWeights(), On(AnyDay()));

            Assert.Equal(
                Forecast.Seasonal(actual, weights, time).OutturnPence,
                Forecast.Seasonal(actual, [.. weights.Select(w => w * 7)], time).OutturnPence);
        }
    }

    [Fact]
    public void Parts_sum_to_the_total_and_none_is_further_than_the_odd_pence_from_its_share()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var time = On(AnyDay());
            var bases = Enumerable.Range(0, RandomNumberGenerator.GetInt32(1, 9)).Select(_ => AnyPence() * (RandomNumberGenerator.GetInt32(4) == 0 ? -1 : 1)).ToList();
            var total = Forecast.Part(bases.Sum(), time.DaysRemaining, time.DaysElapsed);

            var parts = Forecast.Split(total, bases, time.DaysRemaining, time.DaysElapsed);

            Assert.Equal(total, parts.Sum());
            Assert.All(parts.Zip(bases), pair =>
                Assert.InRange(pair.First - Forecast.Part(pair.Second, time.DaysRemaining, time.DaysElapsed), -1, 1));
        }
    }

    [Fact]
    public void Before_the_year_there_is_nothing_to_reckon_from()
    {
        Assert.Null(Timeline.Of(Year, new(2026, 3, 31)));
        Assert.Equal(1, On(new(2026, 4, 1)).DaysElapsed);
        Assert.Equal(Year.LastDay, On(new(2030, 1, 1)).Day);
    }
}
