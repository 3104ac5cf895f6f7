namespace IntegratedCare.Ledger.Funds;

/// <summary>A fund's terms. The printed total is shown as its source prints it, and its difference from the printed years beside it.</summary>
public sealed record FundView(
    string Code,
    string Name,
    FundClass Class,
    string HostOrganisationCode,
    string FinancialYear,
    DidNotAttendRule DidNotAttendRule,
    IReadOnlyList<FundPartnerTerms> Partners,
    IReadOnlyList<ProgrammeTerms> Programmes,
    IReadOnlyList<AgreedYearTerms> AgreedYears,
    long AgreedYearsTotalPence,
    long? PrintedTotalPence,
    long? PrintedTotalDifferencePence,
    string? Source,
    bool IsDemonstration)
{
    internal static FundView Of(Fund fund) => new(
        fund.Code,
        fund.Name,
        fund.Class,
        fund.HostOrganisationCode,
        fund.FinancialYear.ToString(),
        fund.DidNotAttendRule,
        [.. fund.Partners.OrderBy(p => p.OrganisationCode, StringComparer.Ordinal)
            .Select(p => new FundPartnerTerms(p.OrganisationCode, p.Name, p.AgreedPence))],
        [.. fund.Programmes.OrderBy(p => p.Code, StringComparer.Ordinal)
            .Select(p => new ProgrammeTerms(p.Code, p.Name, p.BudgetPence, p.ServiceCategories))],
        [.. fund.AgreedYears.OrderBy(y => y.FinancialYear.StartYear)
            .Select(y => new AgreedYearTerms(y.FinancialYear.ToString(), y.AmountPence))],
        fund.AgreedYearsTotalPence,
        fund.PrintedTotalPence,
        fund.PrintedTotalDifferencePence,
        fund.Source,
        fund.IsDemonstration);
}
