using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Funds;

namespace IntegratedCare.Ledger.Tests.Funds;

public sealed class FundTests
{
    private static readonly HashSet<string> NothingPosted = [];

    private static Fund Put(PutFundRequest terms) => Fund.Open("fund", terms);

    [Fact]
    public void Figures_are_kept_as_printed_and_their_difference_is_reported()
    {
        // Bury's transformation fund, source 001, in £m: 0.995 + 7.031 + 6.311 + 4.893 is 19.230, and 19.231 is printed.
        var fund = Put(A.Fund() with
        {
            AgreedYears =
            [
                new("2017/18", 99_500_000), new("2018/19", 703_100_000), new("2019/20", 631_100_000), new("2020/21", 489_300_000),
            ],
            PrintedTotalPence = 1_923_100_000,
        });

        Assert.Equal(1_923_000_000, fund.AgreedYearsTotalPence);
        Assert.Equal(1_923_100_000, fund.PrintedTotalPence);
        Assert.Equal(100_000, fund.PrintedTotalDifferencePence);
    }

    [Fact]
    public void Without_a_printed_total_there_is_no_difference() =>
        Assert.Null(Put(A.Fund() with { AgreedYears = [new("2026/27", 5)] }).PrintedTotalDifferencePence);

    public static TheoryData<PutFundRequest> NamedTwice => new(
        A.Fund() with { Partners = [new("x", "X", 1), new("x", "Y", 2)] },
        A.Fund() with { Programmes = [new("p", "P", 1, []), new("p", "Q", 2, [])] },
        A.Fund() with { Programmes = [new("p", "P", 1, ["same"]), new("q", "Q", 2, ["same"])] },
        A.Fund() with { Programmes = [new("p", "P", 1, ["same", "same"])] },
        A.Fund() with { AgreedYears = [new("2026/27", 1), new("2026/27", 2)] });

    [Theory, MemberData(nameof(NamedTwice), DisableDiscoveryEnumeration = true)]
    public void Nothing_is_named_twice(PutFundRequest terms)
    {
        var refusal = Assert.Throws<DomainException>(() => Put(terms));

        Assert.Equal(FundErrors.ListedTwice, refusal.Error);
    }

    [Fact]
    public void A_year_that_is_none_is_refused()
    {
        var refusal = Assert.Throws<DomainException>(() => Put(A.Fund() with { FinancialYear = "2026/28" }));

        Assert.Equal(FundErrors.FinancialYearInvalid, refusal.Error);
    }

    public static TheoryData<PutFundRequest> TakesAwayWhatIsUsed => new(
        A.Fund() with { Partners = [new(A.Trust, "The Trust", 1)] },
        A.Fund() with { Programmes = [] },
        A.Fund() with { Class = FundClass.InView },
        A.Fund() with { FinancialYear = "2027/28" });

    [Theory, MemberData(nameof(TakesAwayWhatIsUsed), DisableDiscoveryEnumeration = true)]
    public void What_postings_rest_on_stays(PutFundRequest terms)
    {
        var fund = Put(A.Fund());
        HashSet<string> posted = ["receipts", $"contributions:{A.Council}", $"commitments:{A.Programme}"];

        var refusal = Assert.Throws<DomainException>(() => fund.Put(terms, posted));

        Assert.Equal(FundErrors.InUse, refusal.Error);
    }

    [Fact]
    public void What_no_posting_rests_on_may_go()
    {
        var fund = Put(A.Fund());

        fund.Put(A.Fund() with { Partners = [], Programmes = [], Class = FundClass.Aligned }, NothingPosted);

        Assert.Empty(fund.Partners);
        Assert.Empty(fund.Programmes);
        Assert.Equal(FundClass.Aligned, fund.Class);
    }
}
