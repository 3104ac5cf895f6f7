namespace IntegratedCare.Ledger.RiskShares;

/// <summary>Splits the balances of a pool between its partners so that every row and every column is exact.</summary>
/// <remarks>
/// A row is a heading of the accounts (debits above zero, credits below); all rows sum to zero, for the books balance. Each heading's parts
/// sum to the heading, each partner's parts sum to zero, so that its own accounts balance by themselves, and every part is the exact
/// proportion rounded down or up: never a penny further, never of the other sign. Such a rounding always exists.
/// </remarks>
internal static class PoolTable
{
    /// <param name="balances">Debits less credits of each heading; they sum to zero.</param>
    /// <param name="claims">Each partner's weight; one at least is above 0.</param>
    /// <returns>The parts: a row for each heading, in it one part for each claim, in the order given.</returns>
    public static long[][] Split(IReadOnlyList<long> balances, IReadOnlyList<Claim> claims)
    {
        if (balances.Sum() != 0) throw new ArgumentException("The balances of a pool sum to zero.", nameof(balances));
        var whole = claims.Aggregate(Int128.Zero, (sum, claim) => sum + claim.Weight);
        if (whole <= 0) throw new ArgumentOutOfRangeException(nameof(claims), "Nobody has a claim.");

        var parts = new long[balances.Count][];
        var isUp = new bool[balances.Count][];
        var canBeUp = new bool[balances.Count][];
        for (var row = 0; row < balances.Count; row++)
            (parts[row], isUp[row], canBeUp[row]) = Round(balances[row], claims, whole);

        while (FindExcess(parts) is { } from) MoveOne(parts, isUp, canBeUp, from);
        return parts;
    }

    /// <summary>One row by largest remainder: exact in itself, with the columns still to be made even.</summary>
    private static (long[] Parts, bool[] IsUp, bool[] CanBeUp) Round(long balance, IReadOnlyList<Claim> claims, Int128 whole)
    {
        var parts = new long[claims.Count];
        var remainders = new Int128[claims.Count];
        var left = (Int128)balance;
        for (var column = 0; column < claims.Count; column++)
        {
            var (part, remainder) = Int128.DivRem((Int128)balance * claims[column].Weight, whole);
            if (remainder < 0) (part, remainder) = (part - 1, remainder + whole);      // rounded down, not towards zero
            (parts[column], remainders[column]) = ((long)part, remainder);
            left -= part;
        }

        var isUp = new bool[claims.Count];
        foreach (var column in Enumerable.Range(0, claims.Count)
            .OrderByDescending(c => remainders[c]).ThenBy(c => claims[c].Code, StringComparer.Ordinal).Take((int)left))
        {
            parts[column]++;
            isUp[column] = true;
        }

        return (parts, isUp, Array.ConvertAll(remainders, remainder => remainder > 0));
    }

    /// <summary>A column that sums above zero; null: every column is exact.</summary>
    private static int? FindExcess(long[][] parts)
    {
        for (var column = 0; parts.Length > 0 && column < parts[0].Length; column++)
            if (ColumnSum(parts, column) > 0) return column;
        return null;
    }

    private static long ColumnSum(long[][] parts, int column) => parts.Sum(row => row[column]);

    /// <summary>Takes a penny from a column above zero to one below it, over as many rows as that needs; no row's sum changes.</summary>
    private static void MoveOne(long[][] parts, bool[][] isUp, bool[][] canBeUp, int from)
    {
        var cameBy = new (int Row, int Column)?[parts[0].Length];
        var waiting = new Queue<int>([from]);
        var rowSeen = new bool[parts.Length];
        while (waiting.TryDequeue(out var column))
        {
            if (ColumnSum(parts, column) < 0)
            {
                for (var at = column; at != from;)
                {
                    var (row, before) = cameBy[at] ?? throw new InvalidOperationException("A way has a beginning.");
                    (isUp[row][before], isUp[row][at]) = (false, true);
                    parts[row][before]--;
                    parts[row][at]++;
                    at = before;
                }

                return;
            }

            for (var row = 0; row < parts.Length; row++)
            {
                if (rowSeen[row] || !isUp[row][column]) continue;
                rowSeen[row] = true;
                for (var next = 0; next < parts[row].Length; next++)
                {
                    if (next == from || cameBy[next] is not null || !canBeUp[row][next] || isUp[row][next]) continue;
                    cameBy[next] = (row, column);
                    waiting.Enqueue(next);
                }
            }
        }

        throw new InvalidOperationException("Rows and columns that are whole can always be rounded together.");
    }
}
