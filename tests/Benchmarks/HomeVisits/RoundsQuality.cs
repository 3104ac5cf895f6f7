using System.Diagnostics;
using System.Globalization;
using IntegratedCare.Scheduling.Rounds.Solver;
using IntegratedCare.Scheduling.Tests.Rounds;

namespace IntegratedCare.Benchmarks.HomeVisits;

/// <summary>How good the solver's rounds are on instances that anybody may judge them by, beside the best-known cost of each.</summary>
internal static class RoundsQuality
{
    private sealed record Outcome(string Name, string Size, PlanChecker.Verdict Verdict, double Greedy, double? BestKnown, long Iterations, double Seconds)
    {
        public double? Gap => 100 * ((Verdict.Cost / BestKnown) - 1);
    }

    public static async Task<int> MeasureAsync(string[] arguments)
    {
        if (RoundsOptions.Of(arguments) is not { } options)
        {
            await Console.Error.WriteLineAsync(RoundsOptions.Usage);
            return 1;
        }

        if (!File.Exists(options.Instance) && !Directory.Exists(options.Folder))
        {
            await Console.Error.WriteLineAsync($"{options.Instance ?? options.Folder} is not there.");
            return 1;
        }

        var files = options.Folder is { } folder
            ? Directory.GetFiles(folder, $"*{options.Only}*.json").OrderBy(Size).ThenBy(file => file, StringComparer.Ordinal).ToArray()
            : [options.Instance!];
        Console.WriteLine($"dotnet run -c Release --project tests/Benchmarks -- rounds {string.Join(' ', arguments)}");
        Console.WriteLine(options.Iterations is { } steps
            ? $"iterations {steps:N0} a search, seed {options.Seed}, {options.Searches} searches at once"
            : $"time limit {options.Seconds} s, seed {options.Seed}, {options.Searches} searches at once on {Environment.ProcessorCount} cores");
        var outcomes = files.Select(file => Run(file, options)).ToArray();
        if (options.Folder is not null) PrintMeans(outcomes);
        return outcomes.All(outcome => outcome.Verdict.Faults.Count + outcome.Verdict.Missing.Count == 0) ? 0 : 2;
    }

    private static Outcome Run(string file, RoundsOptions options)
    {
        var json = File.ReadAllText(file);
        var problem = InstanceFile.Read(json);
        var began = Stopwatch.GetTimestamp();
        var limit = options.Iterations is null ? TimeSpan.FromSeconds(options.Seconds) : (TimeSpan?)null;
        var result = RoundSolver.Solve(
            problem, new(limit, options.Iterations, options.Seed, options.Searches), null, null, CancellationToken.None);
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var solution = InstanceFile.Write(problem, result.Plan);
        if (options.Out is { } path) File.WriteAllText(options.Folder is null ? path : Path.Combine(path, Path.GetFileName(file)), solution);
        var outcome = new Outcome(
            Path.GetFileName(file), $"{problem.Visits.Count}", PlanChecker.Check(json, solution),
            RoundSolver.Greedy(problem).Cost.Minutes, BestKnown(file), result.Iterations, seconds);
        Print(outcome, problem, result.Plan);
        return outcome;
    }

    private static void Print(Outcome outcome, RoundProblem problem, RoundPlan plan)
    {
        var verdict = outcome.Verdict;
        var best = outcome.BestKnown is { } known ? $"best known {known:F3}, gap {outcome.Gap:+0.000;-0.000;0.000} %" : "no best-known cost beside it";
        Console.WriteLine($"{outcome.Name}: {problem.Visits.Count} patients, {problem.Carers.Count} caregivers");
        Console.WriteLine(
            $"  cost {verdict.Cost:F3} = (distance {verdict.Distance:F3} + total tardiness {verdict.Tardiness:F3} + largest tardiness {verdict.LargestTardiness:F3}) / 3; {best}");
        Console.WriteLine(
            $"  greedy {outcome.Greedy:F3} ({100 * ((outcome.Greedy / verdict.Cost) - 1):F1} % above); {outcome.Iterations:N0} iterations in {outcome.Seconds:F1} s, {outcome.Iterations / outcome.Seconds:N0}/s; load {Load()}");
        var faults = verdict.Faults.Concat(verdict.Missing).ToList();
        if (Math.Abs(verdict.Cost - plan.Cost.Minutes) > 1e-6) faults.Add($"the solver claims {plan.Cost.Minutes}");
        Console.WriteLine(faults.Count == 0 ? "  checked: feasible, and the cost is what was claimed" : $"  WRONG: {string.Join("; ", faults)}");
    }

    private static void PrintMeans(Outcome[] outcomes)
    {
        Console.WriteLine("| patients | instances | mean gap | best | worst | at or below best-known |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- |");
        foreach (var size in outcomes.Where(outcome => outcome.Gap is not null).GroupBy(outcome => outcome.Size))
        {
            var gaps = size.Select(outcome => outcome.Gap!.Value).ToArray();
            Console.WriteLine(
                $"| {size.Key} | {gaps.Length} | {gaps.Average():+0.000;-0.000;0.000} % | {gaps.Min():+0.000;-0.000;0.000} % | {gaps.Max():+0.000;-0.000;0.000} % | {gaps.Count(gap => gap < 0.001)} |");
        }
    }

    private static int Size(string file)
    {
        var digits = Path.GetFileNameWithoutExtension(file).Split('_').Select(part => int.TryParse(part, out var number) ? number : -1);
        return digits.FirstOrDefault(number => number >= 0);
    }

    private static double? BestKnown(string file)
    {
        var list = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, "best-known.csv");
        if (!File.Exists(list)) return null;
        var row = File.ReadLines(list).Select(line => line.Split(',')).FirstOrDefault(cells => cells[0] == Path.GetFileName(file));
        return row is null ? null : double.Parse(row[^1], CultureInfo.InvariantCulture);
    }

    // Of the last minute, so that a reader may tell a disturbed figure from a quiet one.
    private static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
}
