using System.Diagnostics;

namespace IntegratedCare.Benchmarks.DirectorySearch;

/// <summary>One way to answer searches: so many clients ask it one after the other, each on a connection of its own.</summary>
/// <remarks>Plain threads and blocking sockets: the load shares two cores with what it measures, so it must cost next to nothing.</remarks>
internal sealed class Contender(string name, IReadOnlyList<string> searches, Func<IConnection> connect) : IDisposable
{
    public const int Clients = 8;

    private readonly List<double> perSecond = [];
    private readonly List<double> milliseconds = [];
    private IConnection[]? asking;

    public string Name => name;

    public double MedianPerSecond => Quantile(perSecond, 0.5);

    public int Asked => milliseconds.Count;

    public double MedianMilliseconds => Quantile(milliseconds, 0.5);

    public double WorstOfAHundredMilliseconds => Quantile(milliseconds, 0.99);

    /// <summary>Eight clients ask for as long as the round lasts.</summary>
    public void Run(TimeSpan round, bool counts)
    {
        asking ??= [.. Enumerable.Range(0, Clients).Select(_ => connect())];
        var (times, clock) = (new List<double>[Clients], Stopwatch.StartNew());
        var threads = asking.Select((connection, client) => new Thread(() =>
        {
            var mine = times[client] = [];
            for (var turn = client; clock.Elapsed < round; turn++)
            {
                var start = Stopwatch.GetTimestamp();
                connection.Ask(searches[turn % searches.Count]);
                mine.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        if (!counts) return;

        perSecond.Add(times.Sum(mine => mine.Count) / clock.Elapsed.TotalSeconds);
        milliseconds.AddRange(times.SelectMany(mine => mine));
    }

    public void Dispose()
    {
        foreach (var connection in asking ?? []) connection.Dispose();
    }

    public string Line() => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"  {name,-44} {MedianPerSecond,9:N0}/s ({perSecond.Min():N0} to {perSecond.Max():N0})   p50 {Quantile(milliseconds, 0.5):F1} ms   p99 {Quantile(milliseconds, 0.99):F1} ms");

    private static double Quantile(List<double> values, double share)
    {
        var sorted = values.Order().ToList();
        return sorted[Math.Min(sorted.Count - 1, (int)(share * sorted.Count))];
    }
}

/// <summary>A client's connection to whatever answers.</summary>
internal interface IConnection : IDisposable
{
    /// <summary>Waits for the answer; some measure of its size. An answer that is an error ends the measurement.</summary>
    int Ask(string search);
}
