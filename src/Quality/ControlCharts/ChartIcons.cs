using System.Text;

namespace IntegratedCare.Quality.ControlCharts;

/// <summary>The icons of variation and assurance, drawn by ourselves: a ring with a line that climbs, falls or wavers, and a ring with a letter.</summary>
internal static class ChartIcons
{
    public static string Of(VariationIcon icon)
    {
        var (colour, letter) = icon switch
        {
            VariationIcon.CommonCause => ("#6b6b6b", ""),
            VariationIcon.ImprovementHigh => ("#005eb8", "H"),
            VariationIcon.ImprovementLow => ("#005eb8", "L"),
            VariationIcon.ConcernHigh => ("#c44d00", "H"),
            VariationIcon.ConcernLow => ("#c44d00", "L"),
            VariationIcon.NeutralHigh => ("#6a3d9a", "H"),
            VariationIcon.NeutralLow => ("#6a3d9a", "L"),
        };
        var line = letter switch
        {
            "H" => "M12 46L22 40 32 42 42 30 52 18",
            "L" => "M12 18L22 30 32 28 42 40 52 46",
            _ => "M10 34L20 26 30 38 40 26 54 34",
        };
        return Ring($"variation: {ChartWords.VariationOf(icon)}", colour,
            $"<path d=\"{line}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"3\"/>{Letter(letter, colour, letter == "H" ? 18 : 46)}");
    }

    public static string Of(AssuranceIcon icon)
    {
        var (colour, letter, level) = icon switch
        {
            AssuranceIcon.Pass => ("#005eb8", "P", 46),
            AssuranceIcon.Fail => ("#c44d00", "F", 18),
            AssuranceIcon.Inconsistent => ("#6b6b6b", "?", 48),
        };
        return Ring($"assurance: {ChartWords.AssuranceOf(icon)}", colour,
            $"<path d=\"M10 {level}H54\" stroke=\"#b00020\" stroke-width=\"2\" stroke-dasharray=\"5 3\"/>"
            + $"<text x=\"32\" y=\"41\" text-anchor=\"middle\" font-family=\"Arial, sans-serif\" font-size=\"26\" font-weight=\"bold\" fill=\"{colour}\">{letter}</text>");
    }

    private static string Letter(string letter, string colour, int y) => letter.Length == 0 ? "" :
        $"<text x=\"22\" y=\"{y + 4}\" text-anchor=\"middle\" font-family=\"Arial, sans-serif\" font-size=\"15\" font-weight=\"bold\" fill=\"{colour}\">{letter}</text>";

    private static string Ring(string says, string colour, string inner) => new StringBuilder()
        .Append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 64 64\" width=\"64\" height=\"64\" role=\"img\" aria-label=\"").Append(ChartWords.Safe(says))
        .Append("\"><title>").Append(ChartWords.Safe(says)).Append("</title><circle cx=\"32\" cy=\"32\" r=\"30\" fill=\"#ffffff\" stroke=\"").Append(colour)
        .Append("\" stroke-width=\"3\"/>").Append(inner).Append("</svg>").ToString();
}
