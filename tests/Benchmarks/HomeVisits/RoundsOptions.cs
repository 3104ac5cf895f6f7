using System.Globalization;

namespace IntegratedCare.Benchmarks.HomeVisits;

/// <summary>What <c>rounds</c> was asked for on the command line.</summary>
/// <remarks><c>Iterations</c>: steps of each search instead of seconds, for the same plan on every machine. Null: the time counts.</remarks>
internal sealed record RoundsOptions(
    string? Instance, string? Folder, string? Only, double Seconds, long? Iterations, ulong Seed, int Searches, string? Out)
{
    public const string Usage =
        "rounds --instance FILE | --folder DIR [--only TEXT] [--seconds 60] [--iterations N] [--seed 1] [--searches 2] [--out SOLUTION.json]";

    private static readonly string[] Names = ["instance", "folder", "only", "seconds", "iterations", "seed", "searches", "out"];

    /// <summary>Reads the options; null where they make no sense.</summary>
    public static RoundsOptions? Of(string[] arguments)
    {
        if (arguments.Length % 2 != 0) return null;
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in arguments.Chunk(2))
        {
            if (!pair[0].StartsWith("--", StringComparison.Ordinal) || !Names.Contains(pair[0][2..]) || !given.TryAdd(pair[0][2..], pair[1])) return null;
        }

        if (given.ContainsKey("instance") == given.ContainsKey("folder")) return null;
        if (!double.TryParse(given.GetValueOrDefault("seconds", "60"), CultureInfo.InvariantCulture, out var seconds) || seconds is not > 0 and < 86_400) return null;
        if (!ulong.TryParse(given.GetValueOrDefault("seed", "1"), out var seed)) return null;
        if (!int.TryParse(given.GetValueOrDefault("searches", "2"), out var searches) || searches is < 1 or > 64) return null;
        if (!long.TryParse(given.GetValueOrDefault("iterations", "0"), out var iterations) || iterations < 0) return null;
        return new(
            given.GetValueOrDefault("instance"), given.GetValueOrDefault("folder"), given.GetValueOrDefault("only"), seconds,
            iterations == 0 ? null : iterations, seed, searches, given.GetValueOrDefault("out"));
    }
}
