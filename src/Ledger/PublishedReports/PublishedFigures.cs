using System.ComponentModel.DataAnnotations;
using IntegratedCare.Ledger.Funds;

namespace IntegratedCare.Ledger.PublishedReports;

/// <summary>The figures of a report as printed; what the source does not print is left out.</summary>
/// <remarks>Adverse figures are above zero where more was spent than budgeted, as councils' reports have them.</remarks>
public sealed record PublishedFigures(
    [Required, StringLength(FundMapping.NameLengthMax)] string Title,
    [Required, StringLength(PutFundRequest.SourceLengthMax)] string Source,
    [Required, RegularExpression(Funds.FinancialYear.Pattern)] string FinancialYear,
    [RegularExpression(Funds.Period.Pattern)] string? Period = null,
    bool IsForecast = false,
    [Range(0, PutFundRequest.PenceMax)] long? InitialBudgetPence = null,
    [MaxLength(PublishedFigures.ListLengthMax), Every] IReadOnlyList<PublishedPart>? InitialParts = null,
    [Range(0, PutFundRequest.PenceMax)] long? BudgetPence = null,
    [Range(0, PutFundRequest.PenceMax)] long? SpendPence = null,
    [Range(-PutFundRequest.PenceMax, PutFundRequest.PenceMax)] long? AdversePence = null,
    [MaxLength(PublishedFigures.ListLengthMax), Every] IReadOnlyList<PublishedMovement>? Movements = null)
{
    public const int ListLengthMax = 50;

    internal static readonly PublishedFigures None = new(string.Empty, string.Empty, string.Empty);
}

/// <summary>A part of a printed total.</summary>
public sealed record PublishedPart(
    [Required, StringLength(FundMapping.NameLengthMax)] string Name, [Range(0, PutFundRequest.PenceMax)] long AmountPence);

/// <summary>How one body's adverse variance moved from an earlier report to this one.</summary>
public sealed record PublishedMovement(
    [Required, StringLength(FundMapping.NameLengthMax)] string Of,
    [Required, RegularExpression(Funds.Period.Pattern)] string EarlierPeriod,
    [Range(-PutFundRequest.PenceMax, PutFundRequest.PenceMax)] long EarlierAdversePence,
    [Range(-PutFundRequest.PenceMax, PutFundRequest.PenceMax)] long MovementPence,
    [Range(-PutFundRequest.PenceMax, PutFundRequest.PenceMax)] long AdversePence);
