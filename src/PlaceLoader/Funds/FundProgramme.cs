using IntegratedCare.PlaceLoader.CareServices;
using IntegratedCare.PlaceLoader.Tables;

namespace IntegratedCare.PlaceLoader.Funds;

/// <summary>A part of a fund with its own budget; of a pooled fund, it pays for the categories it names.</summary>
internal sealed record FundProgramme(
    RowReference Row, string Fund, string Code, string Name, long BudgetPence, IReadOnlyList<string> ServiceCategories)
{
    public const string File = "fund-programmes.csv";

    public static readonly string[] Columns = ["fund", "code", "name", "budget_pence", "service_categories"];

    public static FundProgramme Read(CsvRow row) => new(
        row.Reference,
        Fund: row.Code("fund"),
        Code: row.Code("code"),
        Name: row.Text("name"),
        BudgetPence: row.Pence("budget_pence"),
        ServiceCategories: row.OptionalText("service_categories", 1_000) is null
            ? []
            : row.ManyOf("service_categories", CareService.Categories));
}
