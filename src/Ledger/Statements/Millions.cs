using System.Globalization;

namespace IntegratedCare.Ledger.Statements;

/// <summary>A sum as boards speak of it, <c>£1.235m</c>: for headings alone, beside a table that has it to the penny.</summary>
internal static class Millions
{
    private const decimal PencePerMillion = 100_000_000m;

    public static string Of(long pence)
    {
        var rounded = Math.Round(pence / PencePerMillion, 3, MidpointRounding.AwayFromZero);
        return $"{(rounded < 0 ? "\u2212" : "")}£{Math.Abs(rounded).ToString("#,##0.000", CultureInfo.InvariantCulture)}m";
    }
}
