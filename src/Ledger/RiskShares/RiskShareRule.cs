using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Agreements;

namespace IntegratedCare.Ledger.RiskShares;

/// <summary>How heavily each partner counts by an agreement's rule.</summary>
internal static class RiskShareRule
{
    /// <summary>The claims in the order of the partners' codes; one at least is above zero.</summary>
    public static IReadOnlyList<Claim> Claims(AgreementVersion agreement)
    {
        IEnumerable<Claim> claims = agreement.RiskShare.Basis switch
        {
            RiskShareBasis.ByContribution => agreement.Partners.Union(agreement.Contributions.Select(c => c.Partner))
                .Select(partner => new Claim(partner, agreement.Contributions.Where(c => c.Partner == partner).Sum(c => c.AmountPence))),
            RiskShareBasis.Equal => agreement.Partners.Select(partner => new Claim(partner, 1)),
            RiskShareBasis.Fixed => agreement.RiskShare.Shares.Select(share => new Claim(share.Partner, share.BasisPoints)),
        };
        var ordered = claims.OrderBy(claim => claim.Code, StringComparer.Ordinal).ToList();
        return ordered.Exists(claim => claim.Weight > 0) ? ordered : throw new DomainException(RiskShareErrors.NobodyBears);
    }
}
