using IntegratedCare.PlaceLoader.Tables;

namespace IntegratedCare.PlaceLoader.Funds;

/// <summary>What one organisation agreed to put into a fund for its financial year.</summary>
internal sealed record FundPartner(RowReference Row, string Fund, string Organisation, long AgreedPence)
{
    public const string File = "fund-partners.csv";

    public static readonly string[] Columns = ["fund", "organisation", "agreed_pence"];

    public static FundPartner Read(CsvRow row) => new(
        row.Reference,
        Fund: row.Code("fund"),
        Organisation: row.Code("organisation"),
        AgreedPence: row.Pence("agreed_pence"));
}
