using System.ComponentModel.DataAnnotations;
using IntegratedCare.Ledger.Funds;

namespace IntegratedCare.Ledger.BetterCare;

/// <summary>The sources of the money and the schemes that it is for, as the partners planned them.</summary>
public sealed record BetterCareTerms(
    [MaxLength(BetterCareTerms.SourcesMax), Every] IReadOnlyList<FundingSource> Sources,
    [MaxLength(BetterCareTerms.SchemesMax), Every] IReadOnlyList<Scheme> Schemes)
{
    public const int SourcesMax = 100;
    public const int SchemesMax = 300;
    internal const string LinePattern = @"^[^\p{Cc}]{1,120}$";
}

/// <summary>Money of one kind from one partner, planned for the year.</summary>
public sealed record FundingSource(
    FundingKind Kind,
    [Required, RegularExpression(PutFundRequest.CodePattern)] string Partner,
    [Range(0, PutFundRequest.PenceMax)] long PlannedPence);

/// <summary>What a part of the money is for. Type, sub-type and area of spend are the words of the year's template, which changes from year to year.</summary>
/// <param name="Number">Its number in the plan.</param>
/// <param name="Name">What it is called.</param>
/// <param name="SchemeType">The template's scheme type.</param>
/// <param name="AreaOfSpend">The template's area of spend.</param>
/// <param name="Commissioner">Who commissions it.</param>
/// <param name="Provider">Who provides it.</param>
/// <param name="SourceOfFunding">The kind of money that pays for it.</param>
/// <param name="Programme">The fund's programme in whose accounts its spend stands.</param>
/// <param name="PlannedPence">Planned expenditure of the year.</param>
/// <param name="SubType">The template's sub-type; null where the type has none.</param>
public sealed record Scheme(
    [Required, RegularExpression(PutFundRequest.CodePattern)] string Number,
    [Required, RegularExpression(BetterCareTerms.LinePattern)] string Name,
    [Required, RegularExpression(BetterCareTerms.LinePattern)] string SchemeType,
    [Required, RegularExpression(BetterCareTerms.LinePattern)] string AreaOfSpend,
    [Required, RegularExpression(BetterCareTerms.LinePattern)] string Commissioner,
    [Required, RegularExpression(BetterCareTerms.LinePattern)] string Provider,
    FundingKind SourceOfFunding,
    [Required, RegularExpression(PutFundRequest.CodePattern)] string Programme,
    [Range(0, PutFundRequest.PenceMax)] long PlannedPence,
    [RegularExpression(BetterCareTerms.LinePattern)] string? SubType = null);

/// <summary>The kinds of money in the Better Care Fund.</summary>
public enum FundingKind
{
    /// <summary>What the NHS must put in at least.</summary>
    MinimumNhsContribution,

    /// <summary>The improved Better Care Fund: a grant to the council.</summary>
    ImprovedBetterCareFund,

    /// <summary>The disabled facilities grant.</summary>
    DisabledFacilitiesGrant,

    /// <summary>The discharge fund, the council's part.</summary>
    LocalAuthorityDischargeFund,

    /// <summary>The discharge fund, the NHS's part.</summary>
    NhsDischargeFund,

    /// <summary>More than it must, from the NHS.</summary>
    AdditionalNhsContribution,

    /// <summary>More than it must, from the council.</summary>
    AdditionalLocalAuthorityContribution,
}

/// <summary>What people call each kind of money.</summary>
internal static class FundingKinds
{
    public static string InWords(FundingKind kind) => kind switch
    {
        FundingKind.MinimumNhsContribution => "Minimum NHS contribution",
        FundingKind.ImprovedBetterCareFund => "iBCF",
        FundingKind.DisabledFacilitiesGrant => "DFG",
        FundingKind.LocalAuthorityDischargeFund => "Local authority discharge funding",
        FundingKind.NhsDischargeFund => "NHS discharge funding",
        FundingKind.AdditionalNhsContribution => "Additional NHS contribution",
        FundingKind.AdditionalLocalAuthorityContribution => "Additional LA contribution",
    };
}
