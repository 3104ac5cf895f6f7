using IntegratedCare.Benchmarks.Audit;
using IntegratedCare.Benchmarks.Bookings;
using IntegratedCare.Benchmarks.ControlCharts;
using IntegratedCare.Benchmarks.DirectoryImport;
using IntegratedCare.Benchmarks.DirectorySearch;
using IntegratedCare.Benchmarks.HomeVisits;
using IntegratedCare.Benchmarks.Ledgers;
using IntegratedCare.Benchmarks.Reseating;
using IntegratedCare.Benchmarks.SignIns;
using IntegratedCare.Benchmarks.SlotSearch;

namespace IntegratedCare.Benchmarks;

/// <summary>Every performance figure of the system, each beside its limit in the same run.</summary>
internal static class Suites
{
    private static readonly Dictionary<string, Func<Task>> All = new(StringComparer.Ordinal)
    {
        ["audit"] = ChainCost.MeasureAsync,
        ["booking"] = BookingSpeed.MeasureAsync,
        ["directory-import"] = ImportSpeed.MeasureAsync,
        ["directory-search"] = SearchSpeed.MeasureAsync,
        ["slot-search"] = SlotSpeed.MeasureAsync,
        ["reseating"] = () => Task.Run(SeatingSpeed.Measure),
        ["spc"] = () => Task.Run(AnalysisSpeed.Measure),
        ["identity"] = SignInSpeed.MeasureAsync,
        ["sign-in-memory"] = SignInMemory.MeasureAsync,
    };

    public static async Task<int> Main(string[] args)
    {
        if (args is ["rounds", .. var options]) return await RoundsQuality.MeasureAsync(options);
        if (args is ["ledger", .. var sizes]) return await LedgerSpeed.MeasureAsync(sizes);
        if (args.Length == 0 || args.Any(name => !All.ContainsKey(name)))
        {
            Console.Error.WriteLine($"dotnet run -c Release --project tests/Benchmarks -- {string.Join('|', All.Keys)}|ledger [--entries N]|{RoundsOptions.Usage}");
            return 1;
        }

        foreach (var name in args) await All[name]();
        return 0;
    }
}
