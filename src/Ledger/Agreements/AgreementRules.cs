using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Funds;

namespace IntegratedCare.Ledger.Agreements;

/// <summary>What must hold within the terms of an agreement, and between them and their fund.</summary>
internal static class AgreementRules
{
    public static void Require(AgreementRequest asked, Fund fund)
    {
        var terms = asked.Terms;
        RequireTerm(asked);
        if (terms.HostOrganisationCode != fund.HostOrganisationCode) throw new DomainException(AgreementErrors.HostDiffers);
        RequireNoneTwice("partner", terms.Partners);
        RequireNoneTwice("contribution", terms.Contributions.Select(c => $"{c.Partner} ({(c.IsRecurrent ? "recurrent" : "non-recurrent")})"));
        RequireNoneTwice("step of an overspend", terms.RiskShare.OverspendOrder.Select(step => step.ToString()));
        foreach (var partner in terms.Partners)
        {
            if (!fund.HasPartner(partner) && partner != fund.HostOrganisationCode)
                throw new DomainException(AgreementErrors.PartnerUnknown, $"{partner} is no partner of the fund.");
        }

        foreach (var contribution in terms.Contributions) RequireContribution(contribution, terms, fund);
        RequireShares(terms);
    }

    private static void RequireTerm(AgreementRequest asked)
    {
        var terms = asked.Terms;
        if (terms.EndsOn < terms.StartsOn) throw new DomainException(AgreementErrors.TermInvalid, "It would end before it starts.");
        if (terms.ReviewOn < terms.StartsOn || terms.ReviewOn > terms.EndsOn)
            throw new DomainException(AgreementErrors.TermInvalid, "It would be reviewed outside of its term.");
        if (asked.EffectiveFrom < terms.StartsOn || asked.EffectiveFrom > terms.EndsOn)
            throw new DomainException(AgreementErrors.EffectiveDateInvalid);
    }

    private static void RequireContribution(ContributionTerms contribution, AgreementTerms terms, Fund fund)
    {
        if (!terms.Partners.Contains(contribution.Partner) || !fund.HasPartner(contribution.Partner))
            throw new DomainException(AgreementErrors.PartnerUnknown, $"{contribution.Partner} pays in and is no partner.");

        var plan = contribution.Instalments;
        if ((plan.Pattern == InstalmentPattern.OnDates) != (plan.Dates is not null))
            throw new DomainException(AgreementErrors.InstalmentsInvalid, "Days are listed if the pattern says so, and only then.");
        var days = plan.DueDates(fund.FinancialYear);
        if (days.Count == 0 || days.Any(day => !fund.FinancialYear.Covers(day)) || days.Zip(days.Skip(1)).Any(pair => pair.First >= pair.Second))
            throw new DomainException(AgreementErrors.InstalmentsInvalid);
    }

    private static void RequireShares(AgreementTerms terms)
    {
        var shares = terms.RiskShare.Shares;
        RequireNoneTwice("share", shares.Select(share => share.Partner));
        if (shares.FirstOrDefault(share => !terms.Partners.Contains(share.Partner)) is { } stranger)
            throw new DomainException(AgreementErrors.PartnerUnknown, $"{stranger.Partner} has a share and is no partner.");
        var sound = terms.RiskShare.Basis == RiskShareBasis.Fixed
            ? shares.Sum(share => share.BasisPoints) == RiskShare.WholeBasisPoints
            : shares.Count == 0;
        if (!sound) throw new DomainException(AgreementErrors.SharesInvalid);
    }

    private static void RequireNoneTwice(string what, IEnumerable<string> names)
    {
        var twice = names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1);
        if (twice is not null) throw new DomainException(AgreementErrors.ListedTwice, $"The {what} {twice.Key} is listed twice.");
    }
}
