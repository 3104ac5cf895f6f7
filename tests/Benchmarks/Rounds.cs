using System.Diagnostics;

namespace IntegratedCare.Benchmarks;

/// <summary>Measures ours and its limit by turns, so that whatever else the machine does falls on both.</summary>
internal static class Rounds
{
    private const int WarmUps = 3;
    private const int Count = 11;

    /// <summary>Prints both in units a second (median, slowest to fastest round) and the ratio of the medians.</summary>
    public static void Compare(string title, string unit, long units, Action ours, string limitTitle, Action limit)
    {
        for (var i = 0; i < WarmUps; i++)
        {
            ours();
            limit();
        }

        var (oursPerSecond, limitPerSecond) = (new double[Count], new double[Count]);
        for (var i = 0; i < Count; i++)
        {
            oursPerSecond[i] = units / Seconds(ours);
            limitPerSecond[i] = units / Seconds(limit);
        }

        Array.Sort(oursPerSecond);
        Array.Sort(limitPerSecond);
        Console.WriteLine($"{title}: {Line(oursPerSecond, unit)}");
        Console.WriteLine($"  {limitTitle}: {Line(limitPerSecond, unit)}");
        Console.WriteLine($"  ratio {oursPerSecond[Count / 2] / limitPerSecond[Count / 2]:F3}");
    }

    private static string Line(double[] sorted, string unit) =>
        $"{sorted[Count / 2]:N0} {unit}/s ({sorted[0]:N0} to {sorted[^1]:N0}, {Count} rounds)";

    private static double Seconds(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
