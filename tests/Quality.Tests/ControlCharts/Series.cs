using IntegratedCare.Quality.ControlCharts;

namespace IntegratedCare.Quality.Tests.ControlCharts;

/// <summary>Series that tests make up.</summary>
internal static class Series
{
    public static readonly ChartSettings Plain = new(
        ImprovementDirection.Increase, Target: null, FixAfterPoints: null, ScreenOutliers: true);

    /// <summary>Whole numbers from a wandering process: ties, runs, trends and values beyond the limits all come about.</summary>
    public static double[] Random(Random random, int length)
    {
        var values = new double[length];
        var level = 0;
        var drift = 0;
        for (var i = 0; i < length; i++)
        {
            if (random.Next(6) == 0) drift = random.Next(-2, 3);
            level += drift;
            values[i] = level + random.Next(-1, 2) * random.Next(4);
        }

        return values;
    }

    /// <summary>Noise that no rule tells: it changes sides with every point and stays clear of the limits at -3 and 3.</summary>
    public static double[] Quiet(Random random, int length)
    {
        var values = new double[length];
        for (var i = 0; i < length; i++) values[i] = (i % 2 == 0 ? 1 : -1) * (0.1 + random.NextDouble());
        return values;
    }
}
