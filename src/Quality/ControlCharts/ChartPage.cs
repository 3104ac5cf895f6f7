using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using static IntegratedCare.Quality.ControlCharts.ChartWords;

namespace IntegratedCare.Quality.ControlCharts;

/// <summary>A chart as a page to be read and printed: the picture, what it says in words, and the table of its points.</summary>
internal static class ChartPage
{
    private const string Style = """
        @page { size: A4 landscape; margin: 14mm }
        body { font: 11pt/1.4 Arial, sans-serif; color: #1a1a1a; background: #fff; margin: 0 auto; max-width: 267mm; padding: 12mm }
        h1 { font-size: 1.6em; line-height: 1.2; margin: 0 0 0.4em }
        h2 { font-size: 1.2em; margin: 1.4em 0 0.4em; break-after: avoid }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.15em 1em; margin: 0 }
        dt { font-weight: bold }
        dd { margin: 0; overflow-wrap: anywhere }
        figure { margin: 1em 0; break-inside: avoid }
        figure > svg { width: 100%; height: auto; border: 1px solid #b0b0b0 }
        .icons { display: flex; gap: 1.5em; align-items: center; flex-wrap: wrap; margin-top: 0.8em }
        .icons div { display: flex; gap: 0.6em; align-items: center }
        .table { overflow-x: auto }
        table { border-collapse: collapse; width: 100% }
        caption { text-align: left; color: #404040; padding-bottom: 0.3em }
        th, td { text-align: left; vertical-align: top; padding: 0.25em 0.6em; border-bottom: 1px solid #b0b0b0; overflow-wrap: break-word }
        thead th { border-bottom: 2px solid #1a1a1a }
        thead { display: table-header-group }
        tr { break-inside: avoid }
        .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
        @media print { body { padding: 0; max-width: none; font-size: 9pt } .table { overflow: visible } }
        """;

    /// <summary>Nothing is loaded, run or sent from the page, and no other page may frame it; its own style alone holds.</summary>
    public static readonly string SecurityPolicy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static string Of(MeasureChartView view)
    {
        var title = Safe($"{view.Name}, {view.ScopeName}");
        var html = new StringBuilder("<!doctype html>\n<html lang=\"en-GB\"><head><meta charset=\"utf-8\">")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>").Append(title)
            .Append("</title><style>").Append(Style).Append("</style></head>\n<body>\n<main>\n<h1>").Append(title).Append("</h1>\n<dl>\n");
        foreach (var (heading, text) in Facts(view)) html.Append("<dt>").Append(heading).Append("</dt><dd>").Append(Safe(text)).Append("</dd>\n");
        html.Append("</dl>\n");
        if (view.Chart is { } icons)
        {
            html.Append("<div class=\"icons\"><div>").Append(ChartIcons.Of(icons.VariationIcon)).Append("<span>Variation: ")
                .Append(VariationOf(icons.VariationIcon)).Append("</span></div>");
            if (icons.AssuranceIcon is { } assurance)
                html.Append("<div>").Append(ChartIcons.Of(assurance)).Append("<span>Assurance: ").Append(AssuranceOf(assurance)).Append("</span></div>");
            html.Append("</div>\n");
        }

        html.Append("<figure>\n").Append(ChartDrawing.Of(view)).Append("<figcaption>").Append(Safe(Summary(view))).Append("</figcaption></figure>\n");
        Points(html, view);
        Notes(html, view);
        return html.Append("</main>\n</body></html>\n").ToString();
    }

    private static IEnumerable<(string Heading, string Text)> Facts(MeasureChartView view)
    {
        yield return ("Standard", view.StandardName);
        yield return ("Key question", QuestionOf(view.KeyQuestion));
        yield return ("Owner", view.Owner);
        yield return ("Unit", $"{UnitOf(view.Unit)}; {DirectionOf(view.ImprovementDirection)}");
        if (view.Target is { } target) yield return ("Target", Number(target, view.Unit));
        if (view.Provisional is { } now)
            yield return ("So far", $"{PeriodOf(now.Period, view.Period)}: {Number(now.Value ?? 0, view.Unit)}, provisional, not part of the chart");
    }

    private static void Points(StringBuilder html, MeasureChartView view)
    {
        if (view.Chart is not { } chart) return;
        html.Append("<h2>The values</h2>\n<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"The values\"><table>\n<caption>")
            .Append("Each value with the mean and the limits that it is judged by</caption>\n<thead><tr><th scope=\"col\">Period</th>");
        foreach (var heading in (string[])["Value", "Mean", "Lower limit", "Upper limit"]) html.Append("<th scope=\"col\" class=\"number\">").Append(heading).Append("</th>");
        html.Append("<th scope=\"col\">Rule</th><th scope=\"col\">Meaning</th></tr></thead>\n<tbody>\n");
        foreach (var point in chart.Points)
        {
            html.Append("<tr><th scope=\"row\">").Append(PeriodOf(point.Date, view.Period)).Append("</th>");
            foreach (var number in (double?[])[point.Value, point.Mean, point.LowerLimit, point.UpperLimit])
                html.Append("<td class=\"number\">").Append(number is { } value ? Safe(Number(value, view.Unit)) : "none").Append("</td>");
            html.Append("<td>").Append(RuleOf(point.Rule)).Append("</td><td>").Append(TypeOf(point.Type)).Append("</td></tr>\n");
        }

        html.Append("</tbody>\n</table></div>\n");
    }

    private static void Notes(StringBuilder html, MeasureChartView view)
    {
        if (view.Rebases.Count == 0 && view.Chart?.Warnings is null or { Count: 0 }) return;
        html.Append("<h2>Notes</h2>\n<ul>\n");
        foreach (var warning in view.Chart?.Warnings ?? []) html.Append("<li>").Append(WarningOf(warning)).Append("</li>\n");
        foreach (var rebase in view.Rebases)
        {
            html.Append(CultureInfo.InvariantCulture, $"<li>New limits from {PeriodOf(rebase.Period, view.Period)}, by {Safe(rebase.ByRole)} on ")
                .Append(CultureInfo.InvariantCulture, $"{Kernel.Time.LondonTime.DateOf(rebase.At):d MMMM yyyy}: {Safe(rebase.Reason)}</li>\n");
        }

        html.Append("</ul>\n");
    }
}
