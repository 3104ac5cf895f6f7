using IntegratedCare.Benchmarks.ControlCharts;

namespace IntegratedCare.Benchmarks;

/// <summary>Every performance figure of the system, each beside its limit in the same run.</summary>
internal static class Suites
{
    private static readonly Dictionary<string, Action> All = new(StringComparer.Ordinal) { ["spc"] = AnalysisSpeed.Measure };

    public static int Main(string[] args)
    {
        if (args.Length == 0 || args.Any(name => !All.ContainsKey(name)))
        {
            Console.Error.WriteLine($"dotnet run -c Release --project tests/Benchmarks -- {string.Join('|', All.Keys)}");
            return 1;
        }

        foreach (var name in args) All[name]();
        return 0;
    }
}
