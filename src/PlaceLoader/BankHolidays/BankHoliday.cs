using IntegratedCare.PlaceLoader.PlaceData;
using IntegratedCare.PlaceLoader.Tables;

namespace IntegratedCare.PlaceLoader.BankHolidays;

/// <summary>A public holiday, on which most services are closed.</summary>
internal sealed record BankHoliday(RowReference Row, DateOnly? Date, string Name, Provenance Provenance)
{
    public const string File = "bank-holidays.csv";
    private const int RowsMax = 200;

    public static readonly TableColumns Columns = new(["date", "name", Provenance.Column], [], MayBeMissing: true);

    public static BankHoliday Read(CsvRow row) => new(row.Reference, row.Date("date"), row.Text("name"), Provenance.Read(row));

    public static void Check(Place place, Findings findings)
    {
        if (place.BankHolidays.Count > RowsMax) findings.Error(place.BankHolidays[RowsMax].Row, $"the directory holds at most {RowsMax} bank holidays");
        findings.Repeats(place.BankHolidays, each => $"{each.Date:yyyy-MM-dd}", each => each.Row, "the bank holiday");
    }
}
