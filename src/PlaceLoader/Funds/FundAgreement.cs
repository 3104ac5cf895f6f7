using IntegratedCare.PlaceLoader.PlaceData;
using IntegratedCare.PlaceLoader.Tables;

namespace IntegratedCare.PlaceLoader.Funds;

/// <summary>The section 75 agreement that a fund's partners signed on paper, as it is put on file first; they vary it in the system.</summary>
internal sealed record FundAgreement(
    RowReference Row, string Fund, DateOnly? EffectiveFrom, string Document, string PoolManager, string Aims, string HowContributionsVary,
    IReadOnlyList<string> Functions, string PersonsAndServices, string Resources, DateOnly? StartsOn, DateOnly? EndsOn, string VariationAndTermination,
    string Management, string Instalments, string RiskBasis, IReadOnlyList<string> OverspendOrder, long RiskPoolPence, long ManualEntryPence,
    long VirementPence, int ReportingMonths)
{
    public const string File = "fund-agreements.csv";

    public static readonly TableColumns Columns = new(
        ["fund", "effective_from", "document", "pool_manager", "aims", "how_contributions_vary", "functions", "persons_and_services", "resources",
            "starts_on", "variation_and_termination", "management", "instalments", "risk_basis", "overspend_order", "risk_pool_pence",
            "manual_entry_pence", "virement_pence", "reporting_months"], ["ends_on"], MayBeMissing: true);

    private static readonly string[] OverspendSteps = ["underspendElsewhere", "riskPool", "uncommittedSchemes", "outsideThePool"];

    public static FundAgreement Read(CsvRow row) => new(
        row.Reference,
        Fund: row.Code("fund"),
        EffectiveFrom: row.OptionalDate("effective_from"),
        Document: row.Text("document"),
        PoolManager: row.Text("pool_manager"),
        Aims: row.Text("aims"),
        HowContributionsVary: row.Text("how_contributions_vary"),
        Functions: row.List("functions"),
        PersonsAndServices: row.Text("persons_and_services"),
        Resources: row.Text("resources"),
        StartsOn: row.OptionalDate("starts_on"),
        EndsOn: row.OptionalDate("ends_on"),
        VariationAndTermination: row.Text("variation_and_termination"),
        Management: row.Text("management"),
        Instalments: row.OneOf("instalments", ["quarterly", "monthly"]),
        RiskBasis: row.OneOf("risk_basis", ["byContribution", "equal"]),
        OverspendOrder: row.ManyOf("overspend_order", OverspendSteps),
        RiskPoolPence: row.Pence("risk_pool_pence"),
        ManualEntryPence: row.Pence("manual_entry_pence"),
        VirementPence: row.Pence("virement_pence"),
        ReportingMonths: row.WholeNumber("reporting_months", 1, 12));

    public static void Check(Place place, Findings findings)
    {
        findings.Repeats(place.FundAgreements, each => each.Fund, each => each.Row, "the agreement of fund");
        foreach (var agreement in place.FundAgreements)
        {
            place.KnowsFund(agreement.Fund, agreement.Row, findings);
            if (agreement.EffectiveFrom is null || agreement.StartsOn is null) findings.Error(agreement.Row, "an agreement has a first day, and one from which it holds");
        }
    }
}
