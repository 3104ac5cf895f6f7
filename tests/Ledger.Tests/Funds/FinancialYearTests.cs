using IntegratedCare.Ledger.Funds;

namespace IntegratedCare.Ledger.Tests.Funds;

public sealed class FinancialYearTests
{
    [Fact]
    public void A_financial_year_runs_from_april_to_march()
    {
        Assert.True(FinancialYear.TryParse("2026/27", out var year));

        Assert.False(year.Covers(new(2026, 3, 31)));
        Assert.True(year.Covers(new(2026, 4, 1)));
        Assert.True(year.Covers(new(2027, 3, 31)));
        Assert.False(year.Covers(new(2027, 4, 1)));
        Assert.Equal("2026/27", year.ToString());
    }

    [Theory]
    [InlineData("1999/00", true)]
    [InlineData("2026/28", false)]
    [InlineData("2026/26", false)]
    [InlineData("2026-27", false)]
    [InlineData("26/27", false)]
    [InlineData("+026/27", false)]
    [InlineData("0000/01", false)]
    [InlineData("", false)]
    public void Only_one_year_after_the_other_is_a_financial_year(string text, bool isYear) =>
        Assert.Equal(isYear, FinancialYear.TryParse(text, out _));
}
