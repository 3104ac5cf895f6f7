using System.ComponentModel.DataAnnotations;
using IntegratedCare.Ledger.Funds;

namespace IntegratedCare.Ledger.Agreements;

/// <summary>Who bears an overspend and who has an underspend, and in which order an overspend is met before it is shared.</summary>
/// <param name="Basis">By what the shares are reckoned.</param>
/// <param name="Shares">The shares themselves where the basis is fixed; else none.</param>
/// <param name="OverspendOrder">The steps in which an overspend is met, first one first.</param>
/// <param name="RiskPoolPence">Money within the fund that is held back for an overspend.</param>
public sealed record RiskShare(
    RiskShareBasis Basis,
    [MaxLength(AgreementTerms.PartnersMax), Every] IReadOnlyList<FixedShare> Shares,
    [MinLength(1), MaxLength(4)] IReadOnlyList<OverspendStep> OverspendOrder,
    [Range(0, PutFundRequest.PenceMax)] long RiskPoolPence)
{
    /// <summary>The whole in basis points, to which fixed shares add.</summary>
    public const int WholeBasisPoints = 10_000;
}

/// <summary>One partner's fixed share, in hundredths of a per cent.</summary>
public sealed record FixedShare(
    [Required, RegularExpression(PutFundRequest.CodePattern)] string Partner,
    [Range(0, RiskShare.WholeBasisPoints)] int BasisPoints);

/// <summary>By what shares of a risk are reckoned.</summary>
public enum RiskShareBasis
{
    /// <summary>As the partners' agreed contributions are to one another.</summary>
    ByContribution,

    /// <summary>The same for each partner.</summary>
    Equal,

    /// <summary>As the agreement says for each.</summary>
    Fixed,
}

/// <summary>How an overspend is met.</summary>
public enum OverspendStep
{
    /// <summary>From what other programmes of the fund leave over.</summary>
    UnderspendElsewhere,

    /// <summary>From the money held back for it.</summary>
    RiskPool,

    /// <summary>From budgets of schemes for which nothing is committed yet.</summary>
    UncommittedSchemes,

    /// <summary>By the partners, each its share, from money outside of the fund.</summary>
    OutsideThePool,
}
