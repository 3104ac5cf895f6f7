using IntegratedCare.PlaceLoader.Tables;

namespace IntegratedCare.PlaceLoader.Funds;

/// <summary>What was agreed for one financial year of a fund that runs over several.</summary>
internal sealed record FundYear(RowReference Row, string Fund, string FinancialYear, long AmountPence)
{
    public const string File = "fund-years.csv";

    public static readonly string[] Columns = ["fund", "financial_year", "amount_pence"];

    public static FundYear Read(CsvRow row) => new(
        row.Reference,
        Fund: row.Code("fund"),
        FinancialYear: row.FinancialYear("financial_year"),
        AmountPence: row.Pence("amount_pence"));
}
