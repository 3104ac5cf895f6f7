using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Funds;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Periods;

/// <summary>The twelve months of a fund's year, and which of them are closed: always the first ones, without a gap.</summary>
internal sealed class YearPeriods
{
    private readonly IReadOnlyList<PeriodClosing> closings;
    private readonly IReadOnlyList<PeriodReopening> reopenings;

    public YearPeriods(
        string fundCode, FinancialYear year, IReadOnlyList<PeriodClosing> closings, IReadOnlyList<PeriodReopening> reopenings,
        bool isYearClosed)
    {
        (FundCode, All, this.closings, this.reopenings, IsYearClosed) =
            (fundCode, Period.Of(year), closings, reopenings, isYearClosed);
    }

    public string FundCode { get; }

    /// <summary>April first.</summary>
    public IReadOnlyList<Period> All { get; }

    public bool IsYearClosed { get; }

    public Period First => All[0];

    public Period Last => All[^1];

    /// <summary>The month that is closed next; null: all are closed.</summary>
    public Period? FirstOpen => All.Where(period => !IsClosed(period)).Select(period => (Period?)period).FirstOrDefault();

    /// <summary>The last day in which nothing takes effect any more; null: all months are open.</summary>
    public DateOnly? ClosedThrough => All.Where(IsClosed).Select(period => (DateOnly?)period.LastDay).LastOrDefault();

    /// <summary>Reads what was closed and opened again. Whoever changes it holds the fund's journal.</summary>
    public static async Task<YearPeriods> LoadAsync(LedgerDb db, Fund fund, CancellationToken cancellationToken) => new(
        fund.Code,
        fund.FinancialYear,
        await db.PeriodClosings.AsNoTracking().Where(c => c.FundCode == fund.Code)
            .OrderBy(c => c.Period).ThenBy(c => c.Times).ToListAsync(cancellationToken),
        await db.PeriodReopenings.Where(r => r.FundCode == fund.Code).OrderBy(r => r.AskedAt).ToListAsync(cancellationToken),
        await db.YearCloses.AnyAsync(y => y.FundCode == fund.Code, cancellationToken));

    /// <summary>The month that the text names, or the refusal where the year has none such.</summary>
    public Period Find(string text)
    {
        if (!Period.TryParse(text, out var period)) throw new DomainException(PeriodErrors.Invalid);
        return All.Contains(period) ? period : throw new DomainException(PeriodErrors.Unknown);
    }

    /// <summary>The closing that stands; null: the period is open.</summary>
    public PeriodClosing? StandingOf(Period period) => closings.Where(c => c.Period == period).MaxBy(c => c.Times) is { } last
        && !reopenings.Any(r => r.Period == period && r.Times == last.Times && r.IsApproved == true)
            ? last
            : null;

    public bool IsClosed(Period period) => StandingOf(period) is not null;

    public int TimesClosed(Period period) => closings.Where(c => c.Period == period).Select(c => c.Times).DefaultIfEmpty(0).Max();

    /// <summary>The wish to reopen the period that nobody has decided yet; null: there is none.</summary>
    public PeriodReopening? WaitingFor(Period period) => reopenings.FirstOrDefault(r => r.Period == period && r.DecidedAt is null);

    public IReadOnlyList<PeriodReopening> ReopeningsOf(Period period) => [.. reopenings.Where(r => r.Period == period)];

    /// <summary>The period can be closed as far as the calendar goes.</summary>
    public void RequireNext(Period period, DateOnly today)
    {
        if (IsClosed(period)) throw new DomainException(PeriodErrors.Closed);
        if (FirstOpen != period) throw new DomainException(PeriodErrors.EarlierOpen, $"{FirstOpen} is open.");
        if (today <= period.LastDay) throw new DomainException(PeriodErrors.NotOver);
    }

    /// <summary>The period can be opened again: it is closed, none after it is, and the year's balances are still here.</summary>
    public void RequireLastClosed(Period period)
    {
        if (!IsClosed(period)) throw new DomainException(PeriodErrors.NotClosed);
        if (All.Any(later => later > period && IsClosed(later))) throw new DomainException(PeriodErrors.LaterClosed);
        if (IsYearClosed) throw new DomainException(PeriodErrors.YearClosed);
    }
}
