using System.Diagnostics;

namespace IntegratedCare.Testing;

/// <summary>Waits for what must come true, and no longer.</summary>
public static class Eventually
{
    private static readonly TimeSpan TimeoutDefault = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(25);

    /// <summary>Returns as soon as the condition holds; fails at the deadline.</summary>
    public static Task Async(Func<bool> condition, TimeSpan? timeout = null, string? what = null) =>
        Async(() => Task.FromResult(condition()), timeout, what);

    /// <summary>Returns as soon as the condition holds; fails at the deadline.</summary>
    public static async Task Async(Func<Task<bool>> condition, TimeSpan? timeout = null, string? what = null)
    {
        var clock = Stopwatch.StartNew();
        var longest = timeout ?? TimeoutDefault;
        while (!await condition())
        {
            if (clock.Elapsed > longest)
                throw new TimeoutException($"{what ?? "What was waited for"} did not come within {longest.TotalSeconds:0} s.");
            await Task.Delay(Interval);
        }
    }

    /// <summary>Returns as soon as the assertions pass; at the deadline fails as they last failed.</summary>
    public static async Task Passes(Func<Task> assertions, TimeSpan? timeout = null)
    {
        var clock = Stopwatch.StartNew();
        var longest = timeout ?? TimeoutDefault;
        while (true)
        {
            try
            {
                await assertions();
                return;
            }
            catch (Exception) when (clock.Elapsed < longest)
            {
                await Task.Delay(Interval);
            }
        }
    }
}
