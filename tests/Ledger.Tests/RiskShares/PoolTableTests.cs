using IntegratedCare.Ledger.RiskShares;

namespace IntegratedCare.Ledger.Tests.RiskShares;

public sealed class PoolTableTests
{
    [Fact]
    public void Every_heading_and_every_partner_is_exact_where_rounding_each_alone_would_not_be()
    {
        // A penny of cash, a penny owed: by largest remainder alone both would go to a, of the income two to a as well.
        var parts = PoolTable.Split([1, 1, -2], [new("a", 1), new("b", 1)]);

        Assert.Equal([1L, 1L, -2L], parts.Select(row => row.Sum()));
        Assert.Equal([0L, 0L], Enumerable.Range(0, 2).Select(column => parts.Sum(row => row[column])));
        Assert.Equal([-1L, -1L], parts[2]);
    }

    [Fact]
    public void For_any_balances_rows_and_columns_are_exact_and_no_part_has_the_wrong_sign()
    {
        var random = new Random(755);
        for (var round = 0; round < 3_000; round++)
        {
            var balances = Enumerable.Range(0, random.Next(2, 10)).Select(_ => random.NextInt64(-1_000, 1_000) * (random.Next(3) == 0 ? 0 : 1)).ToList();
            balances.Add(-balances.Sum());
            Claim[] claims =
            [
                new("p0", 1 + random.Next(3)),
                .. Enumerable.Range(1, random.Next(0, 8)).Select(n => new Claim($"p{n}", random.Next(2) == 0 ? random.Next(0, 3) : random.NextInt64(0, 1_000_000_000))),
            ];
            var whole = claims.Sum(claim => (decimal)claim.Weight);

            var parts = PoolTable.Split(balances, claims);

            for (var row = 0; row < balances.Count; row++)
            {
                Assert.Equal(balances[row], parts[row].Sum());
                for (var column = 0; column < claims.Length; column++)
                {
                    var exact = balances[row] * claims[column].Weight / whole;
                    Assert.InRange(parts[row][column], decimal.Floor(exact), decimal.Ceiling(exact));
                }
            }

            for (var column = 0; column < claims.Length; column++) Assert.Equal(0, parts.Sum(row => row[column]));
        }
    }

    [Fact]
    public void Two_hundred_partners_are_split_at_once()
    {
        var random = new Random(756);
        var balances = Enumerable.Range(0, 9).Select(_ => random.NextInt64(-10_000_000_000_000, 10_000_000_000_000)).ToList();
        balances.Add(-balances.Sum());
        var claims = Enumerable.Range(0, 200).Select(n => new Claim($"p{n}", random.NextInt64(1, 10_000_000_000_000))).ToList();

        var parts = PoolTable.Split(balances, claims);

        Assert.Equal(balances, parts.Select(row => row.Sum()));
        Assert.All(Enumerable.Range(0, claims.Count), column => Assert.Equal(0, parts.Sum(row => row[column])));
    }

    [Fact]
    public void Books_that_do_not_balance_are_not_split() =>
        Assert.Throws<ArgumentException>(() => PoolTable.Split([1, 2], [new("a", 1)]));
}
