using System.ComponentModel.DataAnnotations;
using IntegratedCare.Ledger.Funds;

namespace IntegratedCare.Ledger.Agreements;

/// <summary>What one partner pays into the fund for its year, and when.</summary>
/// <param name="Partner">The organisation that pays.</param>
/// <param name="AmountPence">For the whole year.</param>
/// <param name="IsRecurrent">True: next year's contribution starts from it; false: it is for this year alone.</param>
/// <param name="Instalments">On which days it falls due.</param>
public sealed record ContributionTerms(
    [Required, RegularExpression(PutFundRequest.CodePattern)] string Partner,
    [Range(0, PutFundRequest.PenceMax)] long AmountPence,
    bool IsRecurrent,
    InstalmentPlan Instalments);

/// <summary>When the equal parts of a contribution fall due.</summary>
/// <param name="Pattern">How the days are given.</param>
/// <param name="DueDay">The day of each month that the pattern names; not used for days that are listed.</param>
/// <param name="Dates">The days themselves, in order, where the pattern says so; else absent.</param>
public sealed record InstalmentPlan(
    InstalmentPattern Pattern,
    [Range(1, InstalmentPlan.DueDayMax)] int DueDay = 1,
    [MaxLength(InstalmentPlan.DatesMax)] IReadOnlyList<DateOnly>? Dates = null)
{
    /// <summary>The last day that every month has.</summary>
    public const int DueDayMax = 28;

    public const int DatesMax = 24;

    /// <summary>The days of the year on which an instalment falls due, in order.</summary>
    internal IReadOnlyList<DateOnly> DueDates(FinancialYear year) => Pattern switch
    {
        InstalmentPattern.Quarterly => [.. Enumerable.Range(0, 4).Select(quarter => Due(year, months: 3 * quarter))],
        InstalmentPattern.Monthly => [.. Enumerable.Range(0, 12).Select(month => Due(year, month))],
        InstalmentPattern.OnDates => Dates ?? [],
    };

    private DateOnly Due(FinancialYear year, int months) => year.FirstDay.AddMonths(months).AddDays(DueDay - 1);
}

/// <summary>How the days of instalments are given.</summary>
public enum InstalmentPattern
{
    /// <summary>Four: in April, July, October and January.</summary>
    Quarterly,

    /// <summary>Twelve, from April to March.</summary>
    Monthly,

    /// <summary>On the days that are listed.</summary>
    OnDates,
}
