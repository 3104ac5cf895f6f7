using System.Globalization;
using IntegratedCare.PlaceLoader.PlaceData;
using IntegratedCare.PlaceLoader.Tables;

namespace IntegratedCare.PlaceLoader.PublishedReports;

/// <summary>What a report to the public printed about a fund; a figure that the source does not print is blank.</summary>
internal sealed record PublishedReport(
    RowReference Row, string Fund, string Code, string Title, string FinancialYear, string? Period, bool IsForecast, long? InitialBudgetPence,
    long? BudgetPence, long? SpendPence, long? AdversePence, Provenance Provenance)
{
    public const string File = "published-reports.csv";

    public static readonly TableColumns Columns = new(
        ["fund", "code", "title", "financial_year", "period", "forecast", "initial_budget_pence", "budget_pence", "spend_pence", "adverse_pence",
            Provenance.Column], [], MayBeMissing: true);

    public static PublishedReport Read(CsvRow row) => new(
        row.Reference,
        Fund: row.Code("fund"),
        Code: row.Code("code"),
        Title: row.Text("title"),
        FinancialYear: row.FinancialYear("financial_year"),
        Period: row.OptionalMonth("period"),
        IsForecast: row.YesNo("forecast"),
        InitialBudgetPence: row.OptionalPence("initial_budget_pence"),
        BudgetPence: row.OptionalPence("budget_pence"),
        SpendPence: row.OptionalPence("spend_pence"),
        AdversePence: row.OptionalSignedPence("adverse_pence"),
        Provenance: Provenance.Read(row));

    public static void Check(Place place, Findings findings)
    {
        findings.Repeats(place.PublishedReports, each => $"{each.Fund}/{each.Code}", each => each.Row, "the report");
        foreach (var report in place.PublishedReports)
        {
            place.KnowsFund(report.Fund, report.Row, findings);
            if (report.Period is { } period && !report.FinancialYear.StartsWith(YearOf(period), StringComparison.Ordinal))
                findings.Error(report.Row, $"period {period} is not in {report.FinancialYear}");
        }

        foreach (var part in place.PublishedParts) Knows(part.Fund, part.Report, part.Row);
        foreach (var movement in place.PublishedMovements) Knows(movement.Fund, movement.Report, movement.Row);

        void Knows(string fund, string code, RowReference asked)
        {
            if (!place.PublishedReports.Any(each => each.Fund == fund && each.Code == code))
                findings.Error(asked, $"report '{fund}/{code}' is not in {File}");
        }
    }

    // April begins the year.
    private static string YearOf(string period)
    {
        var (year, month) = (int.Parse(period[..4], CultureInfo.InvariantCulture), int.Parse(period[5..], CultureInfo.InvariantCulture));
        return $"{(month >= 4 ? year : year - 1)}/";
    }
}

/// <summary>A part of a printed total.</summary>
internal sealed record PublishedPart(RowReference Row, string Fund, string Report, string Name, long AmountPence)
{
    public const string File = "published-report-parts.csv";

    public static readonly TableColumns Columns = new(["fund", "report", "name", "amount_pence"], [], MayBeMissing: true);

    public static PublishedPart Read(CsvRow row) =>
        new(row.Reference, row.Code("fund"), row.Code("report"), row.Text("name"), row.Pence("amount_pence"));
}

/// <summary>How one body's adverse variance moved from an earlier report to this one, as printed.</summary>
internal sealed record PublishedMovement(
    RowReference Row, string Fund, string Report, string Of, string? EarlierPeriod, long EarlierAdversePence, long MovementPence, long AdversePence)
{
    public const string File = "published-report-movements.csv";

    public static readonly TableColumns Columns = new(
        ["fund", "report", "of", "earlier_period", "earlier_adverse_pence", "movement_pence", "adverse_pence"], [], MayBeMissing: true);

    public static PublishedMovement Read(CsvRow row) => new(
        row.Reference,
        Fund: row.Code("fund"),
        Report: row.Code("report"),
        Of: row.Text("of"),
        EarlierPeriod: row.Month("earlier_period"),
        EarlierAdversePence: row.SignedPence("earlier_adverse_pence"),
        MovementPence: row.SignedPence("movement_pence"),
        AdversePence: row.SignedPence("adverse_pence"));
}
