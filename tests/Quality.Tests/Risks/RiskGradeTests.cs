using System.Xml.Linq;
using IntegratedCare.Quality.Risks;

namespace IntegratedCare.Quality.Tests.Risks;

public sealed class RiskGradeTests
{
    [Fact]
    public void Each_of_the_twenty_five_cells_lies_in_the_band_of_the_matrix()
    {
        // Likelihood from rare to almost certain, consequence from negligible to catastrophic.
        const string bands = "LLLMM LMMHH LMHHE MHHEE MHEEE";
        var rows = bands.Split(' ');
        for (var likelihood = 1; likelihood <= 5; likelihood++)
        {
            for (var consequence = 1; consequence <= 5; consequence++)
                Assert.Equal(rows[likelihood - 1][consequence - 1], $"{new RiskGrade(consequence, likelihood).Band}"[0]);
        }
    }

    [Theory]
    [InlineData(3, RiskBand.Low)]
    [InlineData(4, RiskBand.Moderate)]
    [InlineData(6, RiskBand.Moderate)]
    [InlineData(8, RiskBand.High)]
    [InlineData(12, RiskBand.High)]
    [InlineData(15, RiskBand.Extreme)]
    [InlineData(25, RiskBand.Extreme)]
    public void A_score_lies_in_its_band(int score, RiskBand band) => Assert.Equal(band, RiskGrade.BandOf(score));

    [Fact]
    public void The_heat_map_says_in_words_what_it_shows()
    {
        var cells = from likelihood in Enumerable.Range(1, 5)
                    from consequence in Enumerable.Range(1, 5)
                    let grade = new RiskGrade(consequence, likelihood)
                    select new HeatCellView(consequence, likelihood, grade.Score, grade.Band, consequence == 4 && likelihood == 5 ? 3 : 0);

        var svg = XDocument.Parse(DrawHeatMap.Of(new(3, 1, [.. cells]))).Root!;

        XNamespace ns = "http://www.w3.org/2000/svg";
        Assert.Equal("img", svg.Attribute("role")?.Value);
        Assert.Contains("3 with consequence 4 and likelihood 5, extreme", svg.Element(ns + "desc")?.Value, StringComparison.Ordinal);
        Assert.Equal(26, svg.Elements(ns + "rect").Count());
    }
}
