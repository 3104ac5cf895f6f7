using IntegratedCare.Kernel.Time;
using IntegratedCare.Scheduling.Slots;

namespace IntegratedCare.Scheduling.Bundles;

/// <summary>The free times of one step, earliest first, and how many London days lie between it and the step before.</summary>
internal sealed record BundleStep(IReadOnlyList<Interval> Times, int DaysMin, int? DaysMax);

/// <summary>Finds times for steps in order. Knows neither database nor HTTP.</summary>
internal static class BundleChains
{
    /// <summary>At most so many chains, each by the positions of its times; from each first time the chain that is soonest on with each step.</summary>
    /// <remarks>Worked out from the last step back: which times can be gone on from, and with which next. So a first time without a rest is never tried.</remarks>
    public static List<int[]> Earliest(IReadOnlyList<BundleStep> steps, int chainsMax)
    {
        var next = new int[steps.Count][];
        for (var step = steps.Count - 1; step >= 0; step--)
        {
            var times = steps[step].Times;
            next[step] = new int[times.Count];
            for (var i = 0; i < times.Count; i++)
                next[step][i] = step == steps.Count - 1 ? 0 : NextOf(times[i], steps[step + 1], next[step + 1]);
        }

        return [.. Enumerable.Range(0, steps[0].Times.Count).Where(i => next[0][i] >= 0).Take(chainsMax).Select(Chain)];

        int[] Chain(int first)
        {
            var chain = new int[steps.Count];
            for (var (step, at) = (0, first); step < steps.Count; at = next[step][at], step++) chain[step] = at;
            return chain;
        }
    }

    private static int NextOf(Interval time, BundleStep step, int[] nextOfStep)
    {
        var day = LondonTime.DateOf(time.Start);
        var earliest = LondonTime.StartOf(day.AddDays(step.DaysMin));
        var from = earliest > time.End ? earliest : time.End;
        DateTimeOffset? until = step.DaysMax is { } most ? LondonTime.StartOf(day.AddDays(most + 1)) : null;
        var (low, high) = (0, step.Times.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (step.Times[middle].Start < from) low = middle + 1;
            else high = middle;
        }

        for (; low < step.Times.Count && !(step.Times[low].Start >= until); low++)
        {
            if (nextOfStep[low] >= 0) return low;
        }

        return -1;
    }
}
