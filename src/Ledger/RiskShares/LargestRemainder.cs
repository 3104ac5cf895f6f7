namespace IntegratedCare.Ledger.RiskShares;

/// <summary>Splits whole pence so that the parts sum exactly to the whole: no penny is lost, none is invented.</summary>
/// <remarks>
/// Each part is first rounded down; the pence that are left go one each to the largest remainders, and where two remainders are equal to
/// the code that sorts first. The order of the claims does not matter. A claim of weight 0 gets nothing.
/// </remarks>
internal static class LargestRemainder
{
    /// <param name="amountPence">What is split, 0 or more.</param>
    /// <param name="claims">Weights of 0 or more, each code once; one at least is above 0.</param>
    /// <returns>The part of every claim, by its code, in the order of codes.</returns>
    public static SortedDictionary<string, long> Split(long amountPence, IReadOnlyCollection<Claim> claims)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amountPence);
        if (claims.Any(claim => claim.Weight < 0)) throw new ArgumentOutOfRangeException(nameof(claims), "A weight is below zero.");
        var whole = claims.Aggregate(Int128.Zero, (sum, claim) => sum + claim.Weight);
        if (whole == 0) throw new ArgumentOutOfRangeException(nameof(claims), "Nobody has a claim.");

        var parts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        var remainders = new List<(string Code, Int128 Remainder)>(claims.Count);
        var left = amountPence;
        foreach (var (code, weight) in claims)
        {
            // Two longs multiplied always fit: nothing is rounded before the division.
            var (part, remainder) = Int128.DivRem((Int128)amountPence * weight, whole);
            parts.Add(code, (long)part);
            remainders.Add((code, remainder));
            left -= (long)part;
        }

        // Fewer pence are left than there are remainders above zero.
        foreach (var (code, _) in remainders.OrderByDescending(r => r.Remainder).ThenBy(r => r.Code, StringComparer.Ordinal).Take((int)left))
            parts[code]++;
        return parts;
    }
}

/// <summary>How heavily one of several counts when pence are split between them.</summary>
internal readonly record struct Claim(string Code, long Weight);
