using System.ComponentModel.DataAnnotations;

namespace IntegratedCare.Ledger.Funds;

/// <summary>The terms of a fund as they are to be from now on; what is left out is taken away.</summary>
public sealed record PutFundRequest(
    [Required, StringLength(FundMapping.NameLengthMax)] string Name,
    FundClass Class,
    [Required, RegularExpression(PutFundRequest.CodePattern)] string HostOrganisationCode,
    [Required, RegularExpression(Funds.FinancialYear.Pattern)] string FinancialYear,
    DidNotAttendRule DidNotAttendRule,
    [MaxLength(PutFundRequest.ListLengthMax), Every] IReadOnlyList<FundPartnerTerms> Partners,
    [MaxLength(PutFundRequest.ListLengthMax), Every] IReadOnlyList<ProgrammeTerms> Programmes,
    bool IsDemonstration,
    [MaxLength(PutFundRequest.ListLengthMax), Every] IReadOnlyList<AgreedYearTerms>? AgreedYears = null,
    [Range(0, PutFundRequest.PenceMax)] long? PrintedTotalPence = null,
    [StringLength(PutFundRequest.SourceLengthMax)] string? Source = null)
{
    /// <summary>Codes of funds, organisations and programmes: short enough for a journal's accounts, plain enough for any file.</summary>
    public const string CodePattern = "^[A-Za-z0-9][A-Za-z0-9-]{0,39}$";

    /// <summary>The directory's categories are camelCase words.</summary>
    public const string CategoryPattern = "^[A-Za-z0-9-]{1,100}$";

    public const int ListLengthMax = 200;
    public const int SourceLengthMax = 500;

    /// <summary>A hundred billion pounds: far above any place's purse, far below what a sum could not hold.</summary>
    public const long PenceMax = 10_000_000_000_000;
}

/// <summary>A partner and what it agreed to pay in.</summary>
public sealed record FundPartnerTerms(
    [Required, RegularExpression(PutFundRequest.CodePattern)] string OrganisationCode,
    [Required, StringLength(FundMapping.NameLengthMax)] string Name,
    [Range(0, PutFundRequest.PenceMax)] long AgreedPence);

/// <summary>A programme, its budget, and the directory's categories of the services that it pays for.</summary>
public sealed record ProgrammeTerms(
    [Required, RegularExpression(PutFundRequest.CodePattern)] string Code,
    [Required, StringLength(FundMapping.NameLengthMax)] string Name,
    [Range(0, PutFundRequest.PenceMax)] long BudgetPence,
    [MaxLength(PutFundRequest.ListLengthMax), Every(PutFundRequest.CategoryPattern)] IReadOnlyList<string> ServiceCategories);

/// <summary>What the source prints for one year.</summary>
public sealed record AgreedYearTerms(
    [Required, RegularExpression(Funds.FinancialYear.Pattern)] string FinancialYear,
    [Range(0, PutFundRequest.PenceMax)] long AmountPence);
