using System.Globalization;

namespace IntegratedCare.Ledger.Contributions;

/// <summary>A part of a partner's contribution that falls due on one day.</summary>
/// <param name="Partner">Who pays.</param>
/// <param name="IsRecurrent">Of which of the partner's two contributions it is a part.</param>
/// <param name="DueOn">When it falls due; a partner has one of each kind a day.</param>
/// <param name="AmountPence">How much; below zero where the partner is to be given back what a variation took away.</param>
internal sealed record Instalment(string Partner, bool IsRecurrent, DateOnly DueOn, long AmountPence)
{
    public const string NamePattern = "^[RN]-[0-9]{4}-[0-9]{2}-[0-9]{2}$";

    /// <summary>What a payment calls it among its partner's: <c>R-2026-10-01</c>, recurrent, or <c>N-…</c>, not.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{(IsRecurrent ? 'R' : 'N')}-{DueOn:yyyy-MM-dd}");

    /// <summary>Whole pence that add to the total exactly; the odd pennies go to the first parts.</summary>
    public static IEnumerable<long> EqualParts(long totalPence, int count)
    {
        var (each, odd) = Math.DivRem(totalPence, count);
        return Enumerable.Range(0, count).Select(part => part < odd ? each + 1 : each);
    }
}
