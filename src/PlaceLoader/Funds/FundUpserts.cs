using IntegratedCare.PlaceLoader.Loading;
using IntegratedCare.PlaceLoader.PlaceData;

namespace IntegratedCare.PlaceLoader.Funds;

internal static class FundUpserts
{
    public static IEnumerable<Upsert> Of(Place place) =>
        from fund in place.Funds
        select new Upsert(
            "funds",
            fund.Row,
            $"api/ledger/funds/{fund.Code}",
            new
            {
                fund.Name,
                fund.Class,
                HostOrganisationCode = fund.Host,
                fund.FinancialYear,
                fund.DidNotAttendRule,
                Partners = place.PartnersOf(fund).Select(partner => new
                {
                    OrganisationCode = partner.Organisation,
                    place.OrganisationOf(partner.Organisation)?.Name,
                    partner.AgreedPence,
                }),
                Programmes = place.ProgrammesOf(fund).Select(programme => new
                {
                    programme.Code, programme.Name, programme.BudgetPence, programme.ServiceCategories,
                }),
                AgreedYears = place.YearsOf(fund).Select(year => new { year.FinancialYear, year.AmountPence }),
                fund.PrintedTotalPence,
                fund.Provenance.Source,
                fund.Provenance.IsDemonstration,
            });

    /// <summary>What each partner pays is what it agreed to put into the fund.</summary>
    public static IEnumerable<Upsert> AgreementsOf(Place place) =>
        from agreement in place.FundAgreements
        join fund in place.Funds on agreement.Fund equals fund.Code
        let partners = place.PartnersOf(fund)
        select new Upsert(
            "agreements",
            agreement.Row,
            $"api/ledger/funds/{fund.Code}/agreement/versions/1",
            new
            {
                agreement.EffectiveFrom,
                Reason = agreement.Document,
                Terms = new
                {
                    HostOrganisationCode = fund.Host,
                    agreement.PoolManager,
                    Partners = partners.Select(partner => partner.Organisation),
                    agreement.Aims,
                    Contributions = partners.Select(partner => new
                    {
                        Partner = partner.Organisation, AmountPence = partner.AgreedPence, IsRecurrent = true,
                        Instalments = new { Pattern = agreement.Instalments },
                    }),
                    agreement.HowContributionsVary,
                    agreement.Functions,
                    agreement.PersonsAndServices,
                    agreement.Resources,
                    agreement.StartsOn,
                    agreement.EndsOn,
                    agreement.VariationAndTermination,
                    agreement.Management,
                    RiskShare = new
                    {
                        Basis = agreement.RiskBasis, Shares = Array.Empty<object>(), agreement.OverspendOrder, agreement.RiskPoolPence,
                    },
                    Limits = new { agreement.ManualEntryPence, agreement.VirementPence },
                    agreement.ReportingMonths,
                },
            });
}
