using IntegratedCare.Ledger.Statements;

namespace IntegratedCare.Ledger.Tests.Statements;

public sealed class StatementPeriodTests
{
    [Theory]
    [InlineData("2026-02", "2026-02-01", "2026-02-28")]
    [InlineData("2026/27", "2026-04-01", "2027-03-31")]
    [InlineData("2026/27-Q1", "2026-04-01", "2026-06-30")]
    [InlineData("2026/27-Q4", "2027-01-01", "2027-03-31")]
    public void A_period_is_a_month_a_quarter_or_a_year(string text, string from, string to)
    {
        Assert.True(StatementPeriod.TryParse(text, out var period));

        Assert.Equal((from, to), ($"{period.From:yyyy-MM-dd}", $"{period.To:yyyy-MM-dd}"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2026")]
    [InlineData("2026/27-Q0")]
    [InlineData("2026/27-Q44")]
    [InlineData("2026/27-q1")]
    [InlineData("2026-4")]
    [InlineData("2026/27-")]
    public void Anything_else_is_none(string? text) => Assert.False(StatementPeriod.TryParse(text, out _));

    [Theory]
    [InlineData(123_456_789, "£1.235m")]
    [InlineData(-123_450_000, "\u2212£1.235m")]
    [InlineData(49_999, "£0.000m")]
    [InlineData(-1, "£0.000m")]
    public void A_heading_rounds_to_a_thousand_pounds(long pence, string rounded) => Assert.Equal(rounded, Millions.Of(pence));
}
