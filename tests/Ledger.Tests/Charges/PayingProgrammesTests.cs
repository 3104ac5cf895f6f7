using IntegratedCare.Ledger.Charges;
using IntegratedCare.Ledger.Funds;

namespace IntegratedCare.Ledger.Tests.Charges;

public sealed class PayingProgrammesTests
{
    private static Payer Payer(string fund, int year) => new(fund, "programme", DidNotAttendRule.Charge, new(year));

    [Fact]
    public void The_fund_of_the_year_of_the_care_pays()
    {
        var programmes = new PayingProgrammes([Payer("a", 2025), Payer("b", 2026), Payer("c", 2027)]);

        Assert.Equal("b", programmes.For(new(2027, 3, 31))?.FundCode);
        Assert.Equal("c", programmes.For(new(2027, 4, 1))?.FundCode);
    }

    [Fact]
    public void Care_beyond_every_agreed_year_is_carried_by_the_latest_fund() =>
        Assert.Equal("b", new PayingProgrammes([Payer("a", 2025), Payer("b", 2026)]).For(new(2030, 1, 1))?.FundCode);

    [Fact]
    public void Of_two_that_pay_the_first_by_code_is_chosen_every_time()
    {
        Assert.Equal("a", new PayingProgrammes([Payer("b", 2026), Payer("a", 2026)]).For(A.CareOn)?.FundCode);
        Assert.Equal("a", new PayingProgrammes([Payer("a", 2026), Payer("b", 2026)]).For(A.CareOn)?.FundCode);
    }

    [Fact]
    public void Where_nothing_pays_there_is_no_payer() => Assert.Null(new PayingProgrammes([]).For(A.CareOn));
}
