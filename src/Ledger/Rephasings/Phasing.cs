using IntegratedCare.Ledger.Funds;

namespace IntegratedCare.Ledger.Rephasings;

/// <summary>One year of a fund: what is printed for it, and what stands there after money slipped.</summary>
internal sealed record Phasing(FinancialYear FinancialYear, long PrintedPence, long InPence, long OutPence)
{
    public long PhasedPence => PrintedPence + InPence - OutPence;

    /// <summary>Every year that has money or had some, in order. Together they hold what the printed years hold.</summary>
    public static IReadOnlyList<Phasing> Of(Fund fund, IReadOnlyCollection<Rephasing> rephasings) =>
    [
        .. fund.AgreedYears.Select(year => year.FinancialYear)
            .Union(rephasings.Select(r => r.ToYear)).Union(rephasings.Select(r => r.FromYear))
            .OrderBy(year => year.StartYear)
            .Select(year => new Phasing(
                year,
                fund.AgreedYears.FirstOrDefault(agreed => agreed.FinancialYear == year)?.AmountPence ?? 0,
                rephasings.Where(r => r.ToYear == year).Sum(r => r.AmountPence),
                rephasings.Where(r => r.FromYear == year).Sum(r => r.AmountPence))),
    ];
}
