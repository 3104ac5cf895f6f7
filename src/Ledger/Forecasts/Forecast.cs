using IntegratedCare.Ledger.Funds;

namespace IntegratedCare.Ledger.Forecasts;

/// <summary>How far a year has come on a day.</summary>
internal sealed record Timeline(FinancialYear Year, DateOnly Day)
{
    public int DaysInYear => Year.LastDay.DayNumber - Year.FirstDay.DayNumber + 1;

    public int DaysElapsed => Day.DayNumber - Year.FirstDay.DayNumber + 1;

    public int DaysRemaining => DaysInYear - DaysElapsed;

    public bool IsOver => DaysRemaining == 0;

    /// <summary>The last day of the year where the day lies after it; null where it lies before the year.</summary>
    public static Timeline? Of(FinancialYear year, DateOnly asOf) =>
        asOf < year.FirstDay ? null : new(year, asOf > year.LastDay ? year.LastDay : asOf);
}

/// <summary>The arithmetic of forecasts. Every method gives what is left of the year; the outturn is that and what is spent.</summary>
/// <remarks>Whole pence; halves are rounded away from zero. When the year is over nothing is left, and the outturn is what was spent.</remarks>
internal static class Forecast
{
    public const int MonthsInYear = 12;

    public static RunRateWorking RunRate(long actualPence, Timeline time)
    {
        var rest = Part(actualPence, time.DaysRemaining, time.DaysElapsed);
        return new(actualPence, time.DaysElapsed, time.DaysRemaining, rest, checked(actualPence + rest));
    }

    public static CommitmentsWorking Commitments(long actualPence, long committedPence, Timeline time)
    {
        var rest = time.IsOver ? 0 : committedPence;
        return new(actualPence, committedPence, rest, checked(actualPence + rest));
    }

    /// <param name="actualPence">Spent so far.</param>
    /// <param name="weights">Of the twelve months, April first, each above zero.</param>
    /// <param name="time">How far the year has come.</param>
    public static SeasonalWorking Seasonal(long actualPence, IReadOnlyList<int> weights, Timeline time)
    {
        var month = Period.Of(time.Day);
        var daysInMonth = month.LastDay.Day;
        // In days of the present month, so that a part of it has a whole number.
        var elapsed = (weights.Take(month.Number - 1).Sum(w => (long)w) * daysInMonth) + ((long)weights[month.Number - 1] * time.Day.Day);
        var total = weights.Sum(w => (long)w) * daysInMonth;
        var rest = Part(actualPence, total - elapsed, elapsed);
        return new(actualPence, weights, month.ToString(), time.Day.Day, daysInMonth, elapsed, total - elapsed, rest, checked(actualPence + rest));
    }

    /// <summary>Amount × numerator ÷ denominator in whole pence, halves away from zero.</summary>
    public static long Part(long pence, long numerator, long denominator)
    {
        var product = (Int128)pence * numerator;
        var (quotient, remainder) = Int128.DivRem(product, denominator);
        if (Int128.Abs(remainder) * 2 >= denominator) quotient += Int128.Sign(product);
        return checked((long)quotient);
    }

    /// <summary>The parts in the ratio of the bases, as near as whole pence can be, that sum to the total: largest remainders take the odd pence.</summary>
    public static IReadOnlyList<long> Split(long totalPence, IReadOnlyList<long> basesPence, long numerator, long denominator)
    {
        var exact = basesPence.Select(pence => (Int128)pence * numerator).ToList();
        var parts = exact.Select(product => Floor(product, denominator)).ToArray();
        var odd = (Int128)totalPence - parts.Aggregate(Int128.Zero, (sum, part) => sum + part);
        var order = exact.Index().OrderByDescending(e => e.Item - (Floor(e.Item, denominator) * denominator)).ThenBy(e => e.Index)
            .Select(e => e.Index).ToList();
        if (odd < 0) order.Reverse();
        for (var next = 0; odd != 0; next = (next + 1) % order.Count)
        {
            parts[order[next]] += Int128.Sign(odd);
            odd -= Int128.Sign(odd);
        }

        return [.. parts.Select(part => checked((long)part))];
    }

    private static Int128 Floor(Int128 product, long denominator)
    {
        var (quotient, remainder) = Int128.DivRem(product, denominator);
        return remainder < 0 ? quotient - 1 : quotient;
    }
}

/// <summary>restOfYearPence = actualPence × daysRemaining ÷ daysElapsed.</summary>
public sealed record RunRateWorking(long ActualPence, int DaysElapsed, int DaysRemaining, long RestOfYearPence, long OutturnPence);

/// <summary>restOfYearPence = committedPence; nothing once the year is over.</summary>
public sealed record CommitmentsWorking(long ActualPence, long CommittedPence, long RestOfYearPence, long OutturnPence);

/// <summary>restOfYearPence = actualPence × weightRemaining ÷ weightElapsed.</summary>
/// <param name="ActualPence">Spent so far.</param>
/// <param name="Weights">Of the twelve months, April first.</param>
/// <param name="Month">The month of the day.</param>
/// <param name="DayOfMonth">How many days of that month count as elapsed.</param>
/// <param name="DaysInMonth">How many days it has.</param>
/// <param name="WeightElapsed">The weights of the months before × daysInMonth, and that of the month × dayOfMonth.</param>
/// <param name="WeightRemaining">All weights × daysInMonth, less weightElapsed.</param>
/// <param name="RestOfYearPence">What is left of the year.</param>
/// <param name="OutturnPence">That and what is spent.</param>
public sealed record SeasonalWorking(
    long ActualPence, IReadOnlyList<int> Weights, string Month, int DayOfMonth, int DaysInMonth, long WeightElapsed, long WeightRemaining,
    long RestOfYearPence, long OutturnPence);
