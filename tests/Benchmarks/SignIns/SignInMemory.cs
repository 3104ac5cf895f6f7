using System.Diagnostics;
using System.Globalization;

namespace IntegratedCare.Benchmarks.SignIns;

/// <summary>A thousand sign-ins a minute, minute after minute: what the service holds of memory must not grow.</summary>
/// <remarks>How many minutes: the environment's <c>BENCHMARK_MINUTES</c>, else five. The first is a warm-up.</remarks>
internal static class SignInMemory
{
    private const int SignInsPerMinute = 1_000;
    private const int AtOnceMax = 24;        // a machine that is too slow for the rate shows it in the rate, and not in a queue
    private const double BytesPerMebibyte = 1024 * 1024;

    private static readonly TimeSpan WarmUp = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan SampleEvery = TimeSpan.FromSeconds(10);

    public static async Task MeasureAsync()
    {
        var minutes = int.TryParse(Environment.GetEnvironmentVariable("BENCHMARK_MINUTES"), CultureInfo.InvariantCulture, out var asked) ? asked : 5;
        await using var identity = await IdentityProcess.StartAsync();
        Console.WriteLine($"sign-in-memory: {SignInsPerMinute:N0} sign-ins a minute for {minutes} minutes after one of warming up");

        var (clock, samples, done, nextSample) = (Stopwatch.StartNew(), new List<(double Minute, double Mebibytes)>(), 0, WarmUp);
        var end = WarmUp + TimeSpan.FromMinutes(minutes);
        var running = new List<Task>();
        using var beat = new PeriodicTimer(TimeSpan.FromMinutes(1) / SignInsPerMinute);
        while (clock.Elapsed < end && await beat.WaitForNextTickAsync())
        {
            running.RemoveAll(task => task.IsCompletedSuccessfully);
            foreach (var failed in running.Where(task => task.IsFaulted)) await failed;
            if (running.Count < AtOnceMax) running.Add(OneAsync(identity, done++));

            if (clock.Elapsed < nextSample) continue;
            samples.Add((clock.Elapsed.TotalMinutes, identity.WorkingSetBytes() / BytesPerMebibyte));
            nextSample += SampleEvery;
        }

        await Task.WhenAll(running);
        Console.WriteLine($"  {done / clock.Elapsed.TotalMinutes:N0} sign-ins a minute were answered, {done:N0} in all");
        Console.WriteLine($"  working set, MiB: {string.Join(' ', samples.Select(sample => sample.Mebibytes.ToString("F0", CultureInfo.InvariantCulture)))}");
        Console.WriteLine($"  slope {Slope(samples):F2} MiB a minute");
    }

    // A person by password, with the token of their session; then a program by secret.
    private static async Task OneAsync(IdentityProcess identity, int number)
    {
        if (number % 2 == 1) await identity.TokenOfClientAsync();
        else await identity.TokenOfSessionAsync(await identity.SignInAsync(number / 2));
    }

    /// <summary>Of the line through the samples that errs least (least squares).</summary>
    private static double Slope(List<(double Minute, double Mebibytes)> samples)
    {
        var (meanX, meanY) = (samples.Average(sample => sample.Minute), samples.Average(sample => sample.Mebibytes));
        return samples.Sum(sample => (sample.Minute - meanX) * (sample.Mebibytes - meanY)) / samples.Sum(sample => Math.Pow(sample.Minute - meanX, 2));
    }
}
