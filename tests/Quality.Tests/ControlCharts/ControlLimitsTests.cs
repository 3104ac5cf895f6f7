using IntegratedCare.Quality.ControlCharts;

namespace IntegratedCare.Quality.Tests.ControlCharts;

public sealed class ControlLimitsTests
{
    private const double PrintedDigits = 5e-6;

    // rnorm(20) after set.seed(123): the series of the reference's own tests, and what it answers.
    private static readonly double[] Normal =
    [
        -0.56047565, -0.23017749, 1.55870831, 0.07050839, 0.12928774, 1.71506499, 0.46091621, -1.26506123, -0.68685285, -0.44566197,
        1.22408180, 0.35981383, 0.40077145, 0.11068272, -0.55584113, 1.78691314, 0.49785048, -1.96661716, 0.70135590, -0.47279141,
    ];

    [Fact]
    public void The_reference_series_has_its_published_limits()
    {
        var limits = ControlLimits.Of(Normal, screenOutliers: true);

        Assert.Equal(0.1416238, limits.Mean, PrintedDigits);
        Assert.Equal(-3.01138, limits.Lower, PrintedDigits);
        Assert.Equal(3.294627, limits.Upper, PrintedDigits);
    }

    [Theory]
    [InlineData(true, -2.383666, 3.722497)]
    [InlineData(false, -4.596625, 5.935457)]
    public void An_outlier_widens_the_limits_only_where_it_is_not_screened(bool screened, double lower, double upper)
    {
        double[] values = [.. Normal];
        values[14] = 10;

        var limits = ControlLimits.Of(values, screened);

        Assert.Equal(lower, limits.Lower, PrintedDigits);
        Assert.Equal(upper, limits.Upper, PrintedDigits);
    }

    [Theory]
    [InlineData(true, -0.72, 4.60)]
    [InlineData(false, -3.06, 6.95)]
    public void The_reference_manual_s_example_of_screening_comes_out_as_printed(bool screened, double lower, double upper)
    {
        var limits = ControlLimits.Of([1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1], screened);

        Assert.Equal(1.94, limits.Mean, 0.005);
        Assert.Equal(lower, limits.Lower, 0.005);
        Assert.Equal(upper, limits.Upper, 0.005);
    }

    [Fact]
    public void A_moving_range_at_its_own_limit_is_screened_out_and_one_below_it_is_kept()
    {
        // Ranges 0, 0, 0 and 1 have a mean of 0.25: 1 is beyond 3.267 times that. Ranges 0, 0 and 1 have one of a third: 1 is within.
        Assert.Equal(0, ControlLimits.Of([0, 0, 0, 0, 1], screenOutliers: true).Upper - 0.2, 1e-12);
        Assert.Equal(2.66 / 3, ControlLimits.Of([0, 0, 0, 1], screenOutliers: true).Upper - 0.25, 1e-12);
    }

    [Fact]
    public void A_single_point_has_a_mean_and_no_limits()
    {
        var limits = ControlLimits.Of([5], screenOutliers: false);

        Assert.Equal(5, limits.Mean);
        Assert.True(limits.Missing);
    }

    [Theory]
    [InlineData(5.0)]
    [InlineData(0.1)]
    [InlineData(1.0 / 3)]
    [InlineData(1e-300)]
    [InlineData(-1e100)]
    public void A_process_that_never_moves_has_exactly_its_value_as_mean(double value)
    {
        for (var length = 1; length <= 1_000; length++)
        {
            var values = new double[length];
            values.AsSpan().Fill(value);
            Assert.Equal(value, ControlLimits.Of(values, screenOutliers: true).Mean);
        }
    }

    [Fact]
    public void Every_range_of_a_process_that_never_moves_is_screened_out_and_leaves_no_limits()
    {
        double[] still = [4, 4, 4, 4];

        Assert.True(ControlLimits.Of(still, screenOutliers: true).Missing);
        Assert.Equal(new(4, 4, 4, 4, 4), ControlLimits.Of(still, screenOutliers: false));
    }

    [Fact]
    public void A_mean_equal_to_a_value_is_found_equal_whatever_the_order()
    {
        double[] values = [10.1, 9.9, 10.0, 1e9 + 10, 10 - 1e9, 0.1, 19.9, 10.0];
        for (var seed = 0; seed < 200; seed++)
        {
            new Random(seed).Shuffle(values);
            Assert.Equal(10.0, ControlLimits.Of(values, screenOutliers: true).Mean);
        }
    }

    [Fact]
    public void Limits_move_and_stretch_with_the_series()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            var values = Series.Random(random, random.Next(2, 60));
            var (shift, scale) = (random.NextDouble() * 200 - 100, random.NextDouble() * 50 + 0.01);
            var limits = ControlLimits.Of(values, seed % 2 == 0);
            var moved = ControlLimits.Of(Array.ConvertAll(values, v => v * scale + shift), seed % 2 == 0);

            if (limits.Missing)
            {
                Assert.True(moved.Missing);
                continue;
            }

            Assert.Equal(limits.Mean * scale + shift, moved.Mean, 1e-9 * scale * 100);
            Assert.Equal(limits.Lower * scale + shift, moved.Lower, 1e-9 * scale * 100);
            Assert.Equal(limits.Upper * scale + shift, moved.Upper, 1e-9 * scale * 100);
            Assert.Equal(limits.NearLower * scale + shift, moved.NearLower, 1e-9 * scale * 100);
            Assert.Equal(limits.NearUpper * scale + shift, moved.NearUpper, 1e-9 * scale * 100);
        }
    }

    [Fact]
    public void A_mirrored_series_has_mirrored_limits()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var values = Series.Random(new(seed), 40);
            var limits = ControlLimits.Of(values, screenOutliers: true);

            var mirrored = ControlLimits.Of(Array.ConvertAll(values, v => -v), screenOutliers: true);

            Assert.Equal(new(-limits.Mean, -limits.Upper, -limits.Lower, -limits.NearUpper, -limits.NearLower), mirrored);
        }
    }
}
