using IntegratedCare.Quality.ControlCharts;

namespace IntegratedCare.Benchmarks.ControlCharts;

/// <summary>Points analysed a second on one core, beside a plain reading of the same memory.</summary>
internal static class AnalysisSpeed
{
    private const int Points = 4_000_000;
    private const long PointsPerSecondMin = 10_000_000;

    private static readonly ChartSettings Settings = new(
        ImprovementDirection.Increase, Target: 100, FixAfterPoints: null, ScreenOutliers: true);

    public static void Measure()
    {
        var values = Process(Points);
        Console.WriteLine($"spc: {Points:N0} points a round, one thread, to reach {PointsPerSecondMin:N0} points/s");
        foreach (var length in new[] { 36, 120, 10_000, Points })
        {
            var (analysis, sum) = (Analyse(values, length), Read(values));
            Rounds.Compare(
                $"series of {length:N0}", "points", Points,
                () => MustEqual(analysis, Analyse(values, length)),
                "reading the values", () => MustEqual(sum, Read(values)));
            Console.WriteLine($"  special causes {analysis.SpecialCauses:N0}, of concern {analysis.Concerns:N0}");
        }
    }

    private static (int SpecialCauses, int Concerns, int Icons) Analyse(double[] values, int length)
    {
        var (special, concerns, icons) = (0, 0, 0);
        for (var start = 0; start + length <= values.Length; start += length)
        {
            var chart = ControlChart.Of(values.AsSpan(start, length), [], Settings);
            foreach (var rule in chart.Rules)
            {
                if (rule == ChartRule.CommonCause) continue;
                special++;
                if (chart.TypeOf(rule) == PointType.SpecialCauseConcern) concerns++;
            }

            icons += (int)chart.VariationIcon + (int)(chart.AssuranceIcon ?? 0);
        }

        return (special, concerns, icons);
    }

    private static double Read(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values) sum += value;
        return sum;
    }

    // Monthly figures as they are: noise about a level that shifts now and then, and rare days beyond all bounds.
    private static double[] Process(int length)
    {
        var random = new Random(20260101);
        var values = new double[length];
        var level = 100.0;
        for (var i = 0; i < length; i++)
        {
            if (random.Next(60) == 0) level += random.NextDouble() * 20 - 10;
            var noise = random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5;
            values[i] = level + 10 * noise + (random.Next(200) == 0 ? 60 : 0);
        }

        return values;
    }

    private static void MustEqual<T>(T expected, T actual)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
            throw new InvalidOperationException($"{actual} is not {expected}: a round went wrong.");
    }
}
