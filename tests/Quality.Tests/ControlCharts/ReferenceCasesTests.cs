using System.Globalization;
using System.Text.Json;
using IntegratedCare.Quality.ControlCharts;

namespace IntegratedCare.Quality.Tests.ControlCharts;

/// <summary>Point for point against the answers of another implementation of the rule set.</summary>
public sealed class ReferenceCasesTests
{
    private const double SixDecimals = 5e-7;

    [Fact]
    public void Every_point_has_the_limits_rule_and_type_of_the_reference()
    {
        foreach (var (name, points, chart) in Charts())
        {
            var at = 0;
            foreach (var group in chart.Groups)
            {
                for (var i = 0; i < group.Length; i++, at++)
                {
                    var point = points[at];
                    var told = $"{name} {point["date"]}";
                    Near(point["mean"], group.Limits.Mean, told);
                    Near(point["lpl"], group.Limits.Lower, told);
                    Near(point["upl"], group.Limits.Upper, told);
                    Is(point["special_cause_type"], Label(chart.Rules[at]), told);
                    Is(point["special_cause_flag"], Flag(chart.Rules[at] != ChartRule.CommonCause), told);
                    Is(point["point_type"], Snake(chart.TypeOf(chart.Rules[at])), told);
                    Is(point["relative_to_mean"], $"{Math.Sign(Number(point["value"]) - group.Limits.Mean)}", told);
                    Is(point["short_group_warning"], Flag(group.Length < ControlChart.GroupLengthMin), told);
                    Is(point["outside_limits"],
                        group.Limits.Missing ? "" : Flag(chart.Rules[at] is ChartRule.AboveUcl or ChartRule.BelowLcl), told);
                }
            }

            Assert.Equal(points.Count, at);
        }
    }

    [Fact]
    public void Every_case_has_the_icons_and_warnings_of_the_reference()
    {
        var summaries = Rows("summary.csv").ToDictionary(row => row["case"]);
        foreach (var (name, points, chart) in Charts())
        {
            var summary = summaries[name];
            Is(summary["variation_icon"], Snake(chart.VariationIcon), name);
            Is(summary["variation_type"], Snake(chart.TypeOf(chart.Rules[^1])), name);
            Is(summary["assurance_icon"], chart.AssuranceIcon is { } icon ? Snake(icon) : "", name);
            Near(summary["mean"], chart.Groups[^1].Limits.Mean, name);
            Near(summary["lpl"], chart.Groups[^1].Limits.Lower, name);
            Near(summary["upl"], chart.Groups[^1].Limits.Upper, name);
            Assert.Equal(points.Any(p => p["short_group_warning"] == "1"), chart.Warnings.Contains(ChartWarning.ShortGroup));
            Assert.Equal(points.Any(p => p["upl"].Length == 0), chart.Warnings.Contains(ChartWarning.LimitsMissing));
        }
    }

    private static IEnumerable<(string Case, List<Dictionary<string, string>> Points, ControlChart Chart)> Charts()
    {
        var series = Rows("points.csv").GroupBy(row => row["case"]).ToDictionary(g => g.Key, g => g.ToList());
        foreach (var row in Rows("cases.csv"))
        {
            var points = series[row["case"]];
            Assert.Equal(row["points"], $"{points.Count}");
            var rebase = row["rebase"];
            int[] rebases = [.. Enumerable.Range(0, points.Count).Where(i => points[i]["date"] == rebase)];
            Assert.Equal(rebase.Length > 0, rebases is [_]);
            var settings = new ChartSettings(
                Enum.Parse<ImprovementDirection>(row["improvement_direction"], ignoreCase: true),
                row["target"] is { Length: > 0 } target ? Number(target) : null,
                row["fix_after_n_points"] is { Length: > 0 } fix ? (int)Number(fix) : null,
                row["screen_outliers"] == "1");
            double[] values = [.. points.Select(point => Number(point["value"]))];
            yield return (row["case"], points, ControlChart.Of(values, rebases, settings));
        }
    }

    private static List<Dictionary<string, string>> Rows(string file)
    {
        if (Folder() is not { } folder)
        {
            Assert.Skip("The reference's answers are not beside this repository (shared/data/spc).");
            return [];
        }

        var lines = File.ReadAllLines(Path.Combine(folder, file));
        var names = lines[0].Split(',');
        Assert.True(lines.Length > 40, $"{file} has too few rows to prove anything.");
        return [.. lines.Skip(1).Select(line => names.Zip(line.Split(',')).ToDictionary(cell => cell.First, cell => cell.Second))];
    }

    // The answers lie in a folder beside the repository: the search climbs from the tests' output.
    private static string? Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var data = Path.Combine(folder.FullName, "shared", "data", "spc");
            if (File.Exists(Path.Combine(data, "cases.csv"))) return data;
        }

        return null;
    }

    private static void Near(string expected, double actual, string told)
    {
        var same = expected.Length == 0 ? double.IsNaN(actual) : Math.Abs(Number(expected) - actual) < SixDecimals;
        Assert.True(same, $"{told}: {actual:R} is not {expected}");
    }

    private static void Is(string expected, string actual, string told) =>
        Assert.True(expected == actual, $"{told}: {actual} is not {expected}");

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static string Flag(bool flag) => flag ? "1" : "0";

    private static string Snake<TEnum>(TEnum value) where TEnum : struct, Enum =>
        JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    private static string Label(ChartRule rule) => rule switch
    {
        ChartRule.CommonCause => "Common Cause",
        ChartRule.AboveUcl => "Above UCL",
        ChartRule.BelowLcl => "Below LCL",
        ChartRule.SevenPointTrendIncreasing => "7 Point Trend (Increasing)",
        ChartRule.SevenPointTrendDecreasing => "7 Point Trend (Decreasing)",
        ChartRule.TwoInThreeAboveCl => "2 in 3 Above CL",
        ChartRule.TwoInThreeBelowCl => "2 in 3 Below CL",
        ChartRule.SevenPointsAboveCl => "7 Points Above CL",
        ChartRule.SevenPointsBelowCl => "7 Points Below CL",
    };
}
