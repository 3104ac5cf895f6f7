using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Funds;

namespace IntegratedCare.Ledger.Rephasings;

/// <summary>Money of a fund of several years that slipped from one year into another. Written once; the printed years stay as they are printed.</summary>
internal sealed class Rephasing
{
    public required string FundCode { get; init; }

    /// <summary>Counts the fund's re-phasings from 1.</summary>
    public required int Number { get; init; }

    public required FinancialYear FromYear { get; init; }

    public required FinancialYear ToYear { get; init; }

    public required long AmountPence { get; init; }

    /// <summary>Why, or where it is decided.</summary>
    public required string Reason { get; init; }

    public required string AskedBy { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    public static Rephasing Make(RephaseRequest asked, Fund fund, IReadOnlyCollection<Rephasing> earlier, string askedBy, DateTimeOffset now)
    {
        var phasing = Phasing.Of(fund, earlier);
        var (from, to) = (YearOf(asked.FromYear), YearOf(asked.ToYear));
        if (from == to) throw new DomainException(RephasingErrors.YearsInvalid, "It would slip into its own year.");
        if (phasing.All(year => year.FinancialYear != from))
            throw new DomainException(RephasingErrors.YearsInvalid, $"The fund has no money in {from}.");

        var (first, last) = (fund.AgreedYears.Min(year => year.FinancialYear.StartYear), fund.AgreedYears.Max(year => year.FinancialYear.StartYear));
        if (to.StartYear < first || to.StartYear > last + RephaseRequest.YearsBeyondMax)
            throw new DomainException(RephasingErrors.YearsInvalid, $"Money goes to a year of the fund, or at most {RephaseRequest.YearsBeyondMax} beyond.");
        if (phasing.Single(year => year.FinancialYear == from).PhasedPence < asked.AmountPence)
            throw new DomainException(RephasingErrors.TooMuch);
        return new()
        {
            FundCode = fund.Code,
            Number = earlier.Count + 1,
            FromYear = from,
            ToYear = to,
            AmountPence = asked.AmountPence,
            Reason = asked.Reason,
            AskedBy = askedBy,
            AskedAt = now,
        };
    }

    private static FinancialYear YearOf(string text) => FinancialYear.TryParse(text, out var year)
        ? year
        : throw new DomainException(FundErrors.FinancialYearInvalid, $"{text} is no financial year.");
}
