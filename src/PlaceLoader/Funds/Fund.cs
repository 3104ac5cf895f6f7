using IntegratedCare.PlaceLoader.PlaceData;
using IntegratedCare.PlaceLoader.Tables;

namespace IntegratedCare.PlaceLoader.Funds;

/// <summary>Money that partners put together, keep beside each other, or only look at together.</summary>
internal sealed record Fund(
    RowReference Row, string Code, string Name, string Class, string Host, string FinancialYear,
    string DidNotAttendRule, long? PrintedTotalPence, Provenance Provenance)
{
    public const string File = "funds.csv";
    private const string Pooled = "pooled";

    public static readonly string[] Columns =
    [
        "code", "name", "class", "host", "financial_year", "did_not_attend_rule", "printed_total_pence",
        Provenance.Column,
    ];

    /// <summary>Only a pooled fund pays for bookings.</summary>
    public bool IsPooled => Class == Pooled;

    public static Fund Read(CsvRow row) => new(
        row.Reference,
        Code: row.Code("code"),
        Name: row.Text("name"),
        Class: row.OneOf("class", [Pooled, "aligned", "inView"]),
        Host: row.Code("host"),
        FinancialYear: row.FinancialYear("financial_year"),
        DidNotAttendRule: row.OneOf("did_not_attend_rule", ["charge", "release"]),
        PrintedTotalPence: row.OptionalPence("printed_total_pence"),
        Provenance: Provenance.Read(row));
}
