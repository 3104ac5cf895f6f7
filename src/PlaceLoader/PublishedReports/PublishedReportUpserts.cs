using IntegratedCare.PlaceLoader.Loading;
using IntegratedCare.PlaceLoader.PlaceData;

namespace IntegratedCare.PlaceLoader.PublishedReports;

internal static class PublishedReportUpserts
{
    public static IEnumerable<Upsert> Of(Place place) =>
        from report in place.PublishedReports
        select new Upsert(
            "published reports",
            report.Row,
            $"api/ledger/funds/{report.Fund}/published-reports/{report.Code}",
            new
            {
                report.Title,
                report.Provenance.Source,
                report.FinancialYear,
                report.Period,
                report.IsForecast,
                report.InitialBudgetPence,
                InitialParts = place.PublishedParts.Where(part => part.Fund == report.Fund && part.Report == report.Code)
                    .Select(part => new { part.Name, part.AmountPence }),
                report.BudgetPence,
                report.SpendPence,
                report.AdversePence,
                Movements = place.PublishedMovements.Where(movement => movement.Fund == report.Fund && movement.Report == report.Code)
                    .Select(movement => new
                    {
                        movement.Of, movement.EarlierPeriod, movement.EarlierAdversePence, movement.MovementPence, movement.AdversePence,
                    }),
            });
}
