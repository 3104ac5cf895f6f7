using IntegratedCare.Ledger.RiskShares;

namespace IntegratedCare.Ledger.Tests.RiskShares;

public sealed class LargestRemainderTests
{
    [Fact]
    public void The_pence_that_are_left_go_to_the_largest_remainders()
    {
        var parts = LargestRemainder.Split(100, [new("a", 1), new("b", 2), new("c", 4)]);

        // 14 2/7, 28 4/7, 57 1/7: one penny is left, and b has the largest remainder.
        Assert.Equal([14L, 29L, 57L], parts.Values);
    }

    [Fact]
    public void Equal_remainders_are_parted_by_the_code_that_sorts_first()
    {
        var parts = LargestRemainder.Split(5, [new("trust", 1), new("council", 1), new("Trust", 1)]);

        Assert.Equal([("Trust", 2L), ("council", 2L), ("trust", 1L)], parts.Select(part => (part.Key, part.Value)));
    }

    [Fact]
    public void Who_has_no_weight_gets_no_penny()
    {
        var parts = LargestRemainder.Split(7, [new("a", 0), new("b", 3), new("c", 3)]);

        Assert.Equal([0L, 4L, 3L], parts.Values);
    }

    [Fact]
    public void The_largest_sums_and_weights_that_there_are_do_not_overflow()
    {
        var parts = LargestRemainder.Split(long.MaxValue, [new("a", long.MaxValue), new("b", long.MaxValue - 1), new("c", 1)]);

        Assert.Equal(long.MaxValue, parts.Values.Sum());
        Assert.All(parts.Values, part => Assert.True(part >= 0));
    }

    [Fact]
    public void What_cannot_be_split_is_a_mistake_of_the_program()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => LargestRemainder.Split(-1, [new("a", 1)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => LargestRemainder.Split(1, [new("a", 0)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => LargestRemainder.Split(1, [new("a", 2), new("b", -1)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => LargestRemainder.Split(0, []));
    }

    [Fact]
    public void For_any_numbers_the_parts_sum_to_the_whole_and_none_is_a_penny_from_its_proportion()
    {
        var random = new Random(751);
        for (var round = 0; round < 5_000; round++)
        {
            var claims = Claims(random);
            var amount = random.NextInt64(0, 1L << random.Next(1, 50));

            var parts = LargestRemainder.Split(amount, claims);

            Assert.Equal(amount, parts.Values.Sum());
            Assert.Equal(claims.Select(claim => claim.Code).Order(StringComparer.Ordinal), parts.Keys);
            var whole = claims.Sum(claim => (decimal)claim.Weight);
            foreach (var (code, weight) in claims)
            {
                var exact = amount * (weight / whole);
                Assert.InRange(parts[code], decimal.Floor(exact - 0.0001m), decimal.Ceiling(exact + 0.0001m));
                Assert.True(weight > 0 || parts[code] == 0);
            }
        }
    }

    [Fact]
    public void The_order_in_which_claims_are_given_does_not_matter()
    {
        var random = new Random(752);
        for (var round = 0; round < 1_000; round++)
        {
            var claims = Claims(random);
            var amount = random.NextInt64(0, 1_000_000);
            var expected = LargestRemainder.Split(amount, claims);

            random.Shuffle(claims);

            Assert.Equal(expected, LargestRemainder.Split(amount, claims));
        }
    }

    /// <summary>Few different weights, so that remainders are often equal.</summary>
    private static Claim[] Claims(Random random) =>
    [
        new("p0", random.Next(1, 4)),
        .. Enumerable.Range(1, random.Next(0, 9)).Select(n => new Claim($"p{n}", random.Next(3) switch
        {
            0 => random.Next(0, 4),
            1 => random.NextInt64(0, 1_000_000_000_000),
            _ => 2_500,
        })),
    ];
}
