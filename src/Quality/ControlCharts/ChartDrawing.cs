using System.Globalization;
using System.Text;
using static IntegratedCare.Quality.ControlCharts.ChartWords;

namespace IntegratedCare.Quality.ControlCharts;

/// <summary>A control chart as SVG: no script, no style sheet, nothing loaded; shapes say beside colours what a point is.</summary>
internal static class ChartDrawing
{
    private const double Width = 960;
    private const double Height = 420;
    private const double Left = 70;
    private const double Right = 940;
    private const double Top = 30;
    private const double Bottom = 350;
    private const int LabelsMax = 12;
    private const int GridLines = 5;
    private const int GridLinesMax = 12;

    public static string Of(MeasureChartView view)
    {
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-labelledby=\"chart-title chart-desc\" ")
            .Append("font-family=\"Arial, sans-serif\" font-size=\"13\">\n<title id=\"chart-title\">")
            .Append(Safe($"{view.Name}, {view.ScopeName}")).Append("</title>\n<desc id=\"chart-desc\">").Append(Safe(Summary(view)))
            .Append("</desc>\n").Append(CultureInfo.InvariantCulture, $"<rect width=\"{Width}\" height=\"{Height}\" fill=\"#ffffff\"/>\n");
        if (view.Chart is { } chart) new Plot(view, chart, svg).Draw();
        else svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left}\" y=\"{Top + 20}\" fill=\"#1a1a1a\">No finished period has a value yet.</text>\n");
        return svg.Append("</svg>\n").ToString();
    }

    private sealed class Plot
    {
        private readonly MeasureChartView view;
        private readonly ControlChartView chart;
        private readonly StringBuilder svg;
        private readonly double low;
        private readonly double high;

        public Plot(MeasureChartView view, ControlChartView chart, StringBuilder svg)
        {
            (this.view, this.chart, this.svg) = (view, chart, svg);
            var shown = chart.Points.SelectMany(p => new[] { p.Value, p.Mean, p.LowerLimit ?? p.Value, p.UpperLimit ?? p.Value }).ToList();
            if (view.Target is { } target) shown.Add(target);
            var (min, max) = (shown.Min(), shown.Max());
            var margin = max > min ? (max - min) * 0.06 : Math.Max(Math.Abs(max) * 0.1, 1);
            (low, high) = (min - margin, max + margin);
        }

        public void Draw()
        {
            Grid();
            foreach (var (start, end) in Groups())
            {
                var first = chart.Points[start];
                Line(start, end, first.Mean, "#1a1a1a", "");
                if (first.LowerLimit is { } lower) Line(start, end, lower, "#5a5a5a", "6 4");
                if (first.UpperLimit is { } upper) Line(start, end, upper, "#5a5a5a", "6 4");
            }

            if (view.Target is { } target) Line(0, chart.Points.Count - 1, target, "#b00020", "10 4 2 4");
            svg.Append("<polyline fill=\"none\" stroke=\"#4a6a8a\" stroke-width=\"1.5\" points=\"");
            for (var i = 0; i < chart.Points.Count; i++) svg.Append(CultureInfo.InvariantCulture, $"{X(i):0.#},{Y(chart.Points[i].Value):0.#} ");
            svg.Append("\"/>\n");
            for (var i = 0; i < chart.Points.Count; i++) Point(i);
            Legend();
        }

        private double X(int at) => chart.Points.Count == 1 ? (Left + Right) / 2 : Left + 10 + (Right - Left - 20) * at / (chart.Points.Count - 1);

        private double Y(double value) => Bottom - (Bottom - Top) * ((value - low) / (high - low));

        // Points that share their limits: a rebase begins anew.
        private IEnumerable<(int Start, int End)> Groups()
        {
            var rebased = view.Rebases.Select(r => r.Period).ToList();
            var start = 0;
            for (var i = 1; i < chart.Points.Count; i++)
            {
                if (!rebased.Exists(p => p > chart.Points[i - 1].Date && p <= chart.Points[i].Date)) continue;
                yield return (start, i - 1);
                start = i;
            }

            yield return (start, chart.Points.Count - 1);
        }

        private void Grid()
        {
            var step = Step((high - low) / GridLines);
            for (var line = 0; line <= GridLinesMax && (Math.Ceiling(low / step) + line) * step is var value && value <= high; line++)
            {
                svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{Left}\" x2=\"{Right}\" y1=\"{Y(value):0.#}\" y2=\"{Y(value):0.#}\" stroke=\"#e3e3e3\"/>")
                    .Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 6}\" y=\"{Y(value) + 4:0.#}\" text-anchor=\"end\" fill=\"#404040\">{Safe(Number(value, view.Unit))}</text>\n");
            }

            var every = (chart.Points.Count + LabelsMax - 1) / LabelsMax;
            for (var i = 0; i < chart.Points.Count; i += every)
                svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{X(i):0.#}\" y=\"{Bottom + 18}\" text-anchor=\"middle\" fill=\"#404040\" font-size=\"11\">{PeriodOf(chart.Points[i].Date, view.Period)}</text>\n");
        }

        // The next greater of 1, 2 and 5 times a power of ten.
        private static double Step(double least)
        {
            var power = Math.Pow(10, Math.Floor(Math.Log10(least)));
            return least <= power ? power : least <= 2 * power ? 2 * power : least <= 5 * power ? 5 * power : 10 * power;
        }

        private void Line(int start, int end, double value, string colour, string dashes)
        {
            var (from, to) = start == end ? (X(start) - 8, X(end) + 8) : (X(start), X(end));
            svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{from:0.#}\" x2=\"{to:0.#}\" y1=\"{Y(value):0.#}\" y2=\"{Y(value):0.#}\" stroke=\"{colour}\"")
                .Append(dashes.Length > 0 ? $" stroke-dasharray=\"{dashes}\"" : "").Append("/>\n");
        }

        private void Point(int at)
        {
            var point = chart.Points[at];
            Shape(X(at), Y(point.Value), point.Type, $"{PeriodOf(point.Date, view.Period)}: {Number(point.Value, view.Unit)}, {RuleOf(point.Rule)}");
        }

        private void Shape(double x, double y, PointType type, string? says)
        {
            var title = says is null ? "/>" : $"><title>{Safe(says)}</title>";
            var (open, close) = type switch
            {
                PointType.CommonCause => (FormattableString.Invariant($"<circle cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"4\" fill=\"#6b6b6b\""), "</circle>"),
                PointType.SpecialCauseImprovement => (FormattableString.Invariant($"<path d=\"M{x:0.#} {y - 6:0.#}l6 6-6 6-6-6z\" fill=\"#005eb8\""), "</path>"),
                PointType.SpecialCauseConcern => (FormattableString.Invariant($"<path d=\"M{x:0.#} {y - 7:0.#}l6 11h-12z\" fill=\"#c44d00\""), "</path>"),
                PointType.SpecialCauseNeutralHigh or PointType.SpecialCauseNeutralLow =>
                    (FormattableString.Invariant($"<rect x=\"{x - 5:0.#}\" y=\"{y - 5:0.#}\" width=\"10\" height=\"10\" fill=\"#6a3d9a\""), "</rect>"),
            };
            svg.Append(open).Append(title).Append(says is null ? "" : close).Append('\n');
        }

        private void Legend()
        {
            var x = Left;
            foreach (var type in chart.Points.Select(p => p.Type).Append(PointType.CommonCause).Distinct().Order())
            {
                Shape(x + 6, Height - 22, type, says: null);
                svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x + 18}\" y=\"{Height - 17}\" fill=\"#1a1a1a\">{TypeOf(type)}</text>\n");
                x += 150;
            }

            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x}\" y=\"{Height - 17}\" fill=\"#1a1a1a\">mean solid, limits dashed{(view.Target is null ? "" : ", target dash and dot")}</text>\n");
        }
    }
}
