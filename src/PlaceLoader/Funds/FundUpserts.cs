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
}
