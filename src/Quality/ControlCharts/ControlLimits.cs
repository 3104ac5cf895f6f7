namespace IntegratedCare.Quality.ControlCharts;

/// <summary>Where the values of a process are to be expected, from how much each differs from the one before.</summary>
/// <remarks>Without a moving range the limits are not a number, and so no value lies outside or near them.</remarks>
internal readonly record struct ControlLimits(
    double Mean, double Lower, double Upper, double NearLower, double NearUpper)
{
    /// <summary>Three standard deviations, as a multiple of the average moving range: 3 / 1.128.</summary>
    private const double LimitFactor = 2.66;

    private const double NearFactor = 2 * (LimitFactor / 3);

    /// <summary>The upper limit of the moving ranges themselves: a greater one is screened out.</summary>
    private const double OutlierFactor = 3.267;

    public bool Missing => double.IsNaN(Upper);

    public static ControlLimits Of(ReadOnlySpan<double> baseline, bool screenOutliers)
    {
        var mean = MeanOf(baseline);
        var range = AverageMovingRange(baseline, double.PositiveInfinity);
        if (screenOutliers) range = AverageMovingRange(baseline, OutlierFactor * range);
        return new(mean, mean - LimitFactor * range, mean + LimitFactor * range,
            mean - NearFactor * range, mean + NearFactor * range);
    }

    private static double MeanOf(ReadOnlySpan<double> values)
    {
        var mean = new ExactMean();
        foreach (var value in values) mean.Add(value);
        return mean.Value;
    }

    private static double AverageMovingRange(ReadOnlySpan<double> values, double below)
    {
        var mean = new ExactMean();
        for (var i = 1; i < values.Length; i++)
        {
            var range = Math.Abs(values[i] - values[i - 1]);
            if (range < below) mean.Add(range);
        }

        return mean.Value;
    }
}
