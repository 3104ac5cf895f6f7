using System.ComponentModel.DataAnnotations;
using IntegratedCare.Ledger.Funds;

namespace IntegratedCare.Ledger.Agreements;

/// <summary>What the partners of a fund agreed in writing: the contents that SI 2000/617, regulation 7 asks for, and how risk is shared.</summary>
/// <remarks>Kept as it was sent, so that members are only ever added, with a default for agreements that were kept without them.</remarks>
/// <param name="HostOrganisationCode">The partner that keeps the fund's accounts and has them audited.</param>
/// <param name="PoolManager">The post that manages the fund for the host; never a person's name.</param>
/// <param name="Partners">The organisations that are bound.</param>
/// <param name="Aims">(a) Aims and outcomes.</param>
/// <param name="Contributions">(b) What each partner pays in for the fund's year.</param>
/// <param name="HowContributionsVary">(b) How contributions may be varied.</param>
/// <param name="Functions">(c) The NHS functions and health-related functions that are exercised.</param>
/// <param name="PersonsAndServices">(d) For whom, and which kinds of services.</param>
/// <param name="Resources">(e) Staff, goods, services and accommodation that partners provide.</param>
/// <param name="StartsOn">(f) The first day of the term.</param>
/// <param name="EndsOn">(f) The last day of the term; null: until it is ended.</param>
/// <param name="ReviewOn">(f) When it is reviewed; null where no day is agreed.</param>
/// <param name="VariationAndTermination">(f) How it is varied and ended.</param>
/// <param name="Management">(g) How the fund is managed and monitored.</param>
/// <param name="RiskShare">Who bears an overspend, in which order it is met, and who has an underspend.</param>
/// <param name="Limits">Up to where one person may act alone.</param>
/// <param name="ReportingMonths">How many months a report to the partners covers: 3 for quarterly ones.</param>
public sealed record AgreementTerms(
    [Required, RegularExpression(PutFundRequest.CodePattern)] string HostOrganisationCode,
    [Required, StringLength(FundMapping.NameLengthMax)] string PoolManager,
    [MinLength(2), MaxLength(AgreementTerms.PartnersMax), Every(PutFundRequest.CodePattern)] IReadOnlyList<string> Partners,
    [Required, StringLength(AgreementTerms.TextLengthMax)] string Aims,
    [MaxLength(2 * AgreementTerms.PartnersMax), Every] IReadOnlyList<ContributionTerms> Contributions,
    [Required, StringLength(AgreementTerms.TextLengthMax)] string HowContributionsVary,
    [MinLength(1), MaxLength(AgreementTerms.FunctionsMax), Every("^.{1,300}$")] IReadOnlyList<string> Functions,
    [Required, StringLength(AgreementTerms.TextLengthMax)] string PersonsAndServices,
    [Required, StringLength(AgreementTerms.TextLengthMax)] string Resources,
    DateOnly StartsOn,
    [Required, StringLength(AgreementTerms.TextLengthMax)] string VariationAndTermination,
    [Required, StringLength(AgreementTerms.TextLengthMax)] string Management,
    RiskShare RiskShare,
    DelegatedLimits Limits,
    [AllowedValues(1, 2, 3, 4, 6, 12)] int ReportingMonths,
    DateOnly? EndsOn = null,
    DateOnly? ReviewOn = null)
{
    public const int PartnersMax = 50;
    public const int FunctionsMax = 50;
    public const int TextLengthMax = 4_000;
}

/// <summary>Sums up to and including which one person may act alone; above them two are needed.</summary>
/// <param name="ManualEntryPence">An entry that follows from no event.</param>
/// <param name="VirementPence">Money moved between budgets.</param>
/// <param name="ProgramRequestPence">What a registered program posts in one request, together; absent: as much as <c>ManualEntryPence</c>.</param>
public sealed record DelegatedLimits(
    [Range(0, PutFundRequest.PenceMax)] long ManualEntryPence,
    [Range(0, PutFundRequest.PenceMax)] long VirementPence,
    [Range(0, PutFundRequest.PenceMax)] long? ProgramRequestPence = null)
{
    /// <summary>What holds where no agreement is on file: always two people.</summary>
    public static readonly DelegatedLimits None = new(0, 0);

    /// <summary>Up to how much a caller posts in one request without a second person, all its entries together.</summary>
    internal long OfRequest(bool isProgram) => isProgram && ProgramRequestPence is { } pence ? pence : ManualEntryPence;
}
