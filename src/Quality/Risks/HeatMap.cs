using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Quality.Risks;

/// <summary>How many risks that stand are graded so after their controls.</summary>
public sealed record HeatCellView(int Consequence, int Likelihood, int Score, RiskBand Band, int Risks);

/// <summary>The register as a matrix: all twenty-five cells, the least likely first.</summary>
public sealed record HeatMapView(int Risks, int BeyondAppetite, IReadOnlyList<HeatCellView> Cells);

internal static class ReadHeatMap
{
    public static async Task<HeatMapView> Handle(string? owner, QualityDb db, CancellationToken cancellationToken)
    {
        var standing = db.RisksAsTheyStand().Where(r => r.Version.Status != RiskStatus.Closed);
        if (owner is not null) standing = standing.Where(r => r.Version.Owner == owner);
        var counted = await standing
            .GroupBy(r => new { r.Version.AfterConsequence, r.Version.AfterLikelihood })
            .Select(g => new
            {
                g.Key.AfterConsequence, g.Key.AfterLikelihood, Risks = g.Count(),
                Beyond = g.Count(r => r.Version.AfterConsequence * r.Version.AfterLikelihood > r.Version.Appetite),
            }).ToListAsync(cancellationToken);
        var cells = from likelihood in Enumerable.Range(1, RiskGrade.StepMax)
                    from consequence in Enumerable.Range(1, RiskGrade.StepMax)
                    let grade = new RiskGrade(consequence, likelihood)
                    select new HeatCellView(consequence, likelihood, grade.Score, grade.Band,
                        counted.SingleOrDefault(c => c.AfterConsequence == consequence && c.AfterLikelihood == likelihood)?.Risks ?? 0);
        return new(counted.Sum(c => c.Risks), counted.Sum(c => c.Beyond), [.. cells]);
    }
}

/// <summary>The matrix as a picture that says in words what it shows; nothing is loaded or run.</summary>
internal static class DrawHeatMap
{
    private const int Cell = 88;
    private const int Left = 150;
    private const int Top = 20;
    private static readonly string[] Consequences = ["Negligible", "Minor", "Moderate", "Major", "Catastrophic"];
    private static readonly string[] Likelihoods = ["Rare", "Unlikely", "Possible", "Likely", "Almost certain"];

    public static async Task<FileContentHttpResult> Handle(string? owner, HttpResponse response, QualityDb db, CancellationToken cancellationToken)
    {
        var map = await ReadHeatMap.Handle(owner, db, cancellationToken);
        response.Headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.File(Encoding.UTF8.GetBytes(Of(map)), "image/svg+xml; charset=utf-8");
    }

    internal static string Of(HeatMapView map)
    {
        var (width, height) = (Left + RiskGrade.StepMax * Cell + 20, Top + RiskGrade.StepMax * Cell + 60);
        var told = map.Cells.Where(c => c.Risks > 0).OrderByDescending(c => c.Score)
            .Select(c => $"{c.Risks} with consequence {c.Consequence} and likelihood {c.Likelihood}, {Words.Of(c.Band)}");
        var svg = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"map-title map-desc\" ")
            .Append("font-family=\"Arial, sans-serif\" font-size=\"13\">\n<title id=\"map-title\">Risks after their controls</title>\n<desc id=\"map-desc\">")
            .Append(CultureInfo.InvariantCulture, $"{map.Risks} risks stand, {map.BeyondAppetite} of them beyond appetite. {string.Join("; ", told)}</desc>\n")
            .Append(CultureInfo.InvariantCulture, $"<rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>\n");
        foreach (var cell in map.Cells)
        {
            var (x, y) = (Left + (cell.Consequence - 1) * Cell, Top + (RiskGrade.StepMax - cell.Likelihood) * Cell);
            svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{x}\" y=\"{y}\" width=\"{Cell}\" height=\"{Cell}\" fill=\"{ColourOf(cell.Band)}\" stroke=\"#ffffff\"/>")
                .Append(CultureInfo.InvariantCulture, $"<text x=\"{x + 8}\" y=\"{y + 18}\" fill=\"#1a1a1a\" font-size=\"11\">{cell.Score} {Words.Of(cell.Band)}</text>");
            if (cell.Risks > 0)
                svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x + Cell / 2}\" y=\"{y + 56}\" text-anchor=\"middle\" font-size=\"26\" font-weight=\"bold\" fill=\"#1a1a1a\">{cell.Risks}</text>");
            svg.Append('\n');
        }

        for (var step = 0; step < RiskGrade.StepMax; step++)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 8}\" y=\"{Top + (RiskGrade.StepMax - step) * Cell - Cell / 2 + 4}\" text-anchor=\"end\" fill=\"#1a1a1a\">{step + 1} {Likelihoods[step]}</text>\n")
                .Append(CultureInfo.InvariantCulture, $"<text x=\"{Left + step * Cell + Cell / 2}\" y=\"{Top + RiskGrade.StepMax * Cell + 20}\" text-anchor=\"middle\" fill=\"#1a1a1a\" font-size=\"12\">{step + 1} {Consequences[step]}</text>\n");
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static string ColourOf(RiskBand band) => band switch
    {
        RiskBand.Low => "#b7e1c0",
        RiskBand.Moderate => "#fdf0a6",
        RiskBand.High => "#f8c07a",
        RiskBand.Extreme => "#f0948a",
    };
}
