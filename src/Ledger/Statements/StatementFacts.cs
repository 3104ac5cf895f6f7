using System.Globalization;

namespace IntegratedCare.Ledger.Statements;

/// <summary>What every statement says about itself, in the same words.</summary>
internal static class StatementFacts
{
    public const string RoundedNote =
        "Figures in £m stand in headings alone and are rounded to £0.001m; the tables are exact to the penny.";

    public static IReadOnlyList<StatementFact> Of(FundFigures figures) =>
    [
        new("fund", "Fund", figures.Fund.Code),
        new("host", "Host partner", figures.Fund.HostOrganisationCode),
        new("poolManager", "Pooled fund manager", figures.Agreement?.PoolManager ?? "not on file"),
        new("financialYear", "Financial year", figures.Fund.FinancialYear.ToString()),
        new("period", "Period", figures.Period.Label),
        new("from", "First day", Day(figures.Period.From)),
        new("to", "Last day", Day(figures.Period.To)),
        new("agreement", "Section 75 agreement",
            figures.Agreement is { } agreement ? $"version {agreement.Version.ToString(CultureInfo.InvariantCulture)}" : "none on file"),
        new("journalNumber", "Books up to entry", figures.LastNumber.ToString(CultureInfo.InvariantCulture)),
        new("journalHash", "Hash of that entry", Convert.ToHexStringLower(figures.LastHash)),
    ];

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
