using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Agreements;
using IntegratedCare.Ledger.Funds;

namespace IntegratedCare.Ledger.Tests.Agreements;

public sealed class AgreementTermsTests
{
    private static readonly Caller Loader = new("client:place-loader", "Loader", Roles.PlaceLoader, OrganisationCode: null, NeighbourhoodCode: null);

    public static TheoryData<string, AgreementRequest> Wrong => new()
    {
        { "agreement.effective-date-invalid", A.Agreement(from: new(2026, 3, 31)) },
        { "agreement.effective-date-invalid", A.Agreement(from: new(2027, 4, 1)) },
        { "agreement.term-invalid", With(t => t with { EndsOn = new(2026, 3, 31) }) },
        { "agreement.term-invalid", With(t => t with { ReviewOn = new(2027, 4, 1) }) },
        { "agreement.host-differs", With(t => t with { HostOrganisationCode = A.Trust }) },
        { "agreement.partner-unknown", With(t => t with { Partners = [A.Council, A.Trust, "stranger"] }) },
        { "agreement.partner-unknown", With(t => t with { Contributions = [A.Pays("stranger", 1)] }) },
        { "agreement.partner-unknown", WithRisk(r => r with { Basis = RiskShareBasis.Fixed, Shares = [new("stranger", 10_000)] }) },
        { "agreement.listed-twice", With(t => t with { Partners = [A.Council, A.Council] }) },
        { "agreement.listed-twice", With(t => t with { Contributions = [A.Pays(A.Council, 1), A.Pays(A.Council, 2)] }) },
        { "agreement.listed-twice", WithRisk(r => r with { OverspendOrder = [OverspendStep.RiskPool, OverspendStep.RiskPool] }) },
        { "agreement.listed-twice", WithRisk(r => r with { Basis = RiskShareBasis.Fixed, Shares = [new(A.Council, 5_000), new(A.Council, 5_000)] }) },
        { "agreement.shares-invalid", WithRisk(r => r with { Basis = RiskShareBasis.Fixed, Shares = [new(A.Council, 9_999)] }) },
        { "agreement.shares-invalid", WithRisk(r => r with { Shares = [new(A.Council, 10_000)] }) },
        { "agreement.instalments-invalid", WithDates() },
        { "agreement.instalments-invalid", WithDates(new DateOnly(2026, 3, 31)) },
        { "agreement.instalments-invalid", WithDates(new DateOnly(2026, 5, 1), new DateOnly(2026, 5, 1)) },
        { "agreement.instalments-invalid", WithDates(new DateOnly(2026, 6, 1), new DateOnly(2026, 5, 1)) },
        { "agreement.instalments-invalid", WithPlan(new(InstalmentPattern.OnDates)) },
        { "agreement.instalments-invalid", WithPlan(new(InstalmentPattern.Monthly, Dates: [new(2026, 5, 1)])) },
    };

    [Theory, MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void Terms_that_contradict_themselves_or_their_fund_are_refused(string code, AgreementRequest asked)
    {
        var fund = Fund.Open("fund", A.Fund());

        var refusal = Assert.Throws<DomainException>(() => AgreementVersion.Load(asked, fund, Loader, A.Now));

        Assert.Equal(code, refusal.Error.Code);
    }

    [Fact]
    public void A_partner_may_pay_a_recurrent_and_a_non_recurrent_contribution()
    {
        var asked = With(t => t with { Contributions = [A.Pays(A.Council, 1), A.Pays(A.Council, 2, isRecurrent: false)] });

        Assert.Equal(2, AgreementVersion.Load(asked, Fund.Open("fund", A.Fund()), Loader, A.Now).Contributions.Count);
    }

    [Fact]
    public void Instalments_fall_due_in_each_quarter_or_month_or_on_their_dates()
    {
        var year = new FinancialYear(2026);

        Assert.Equal(
            [new(2026, 4, 15), new(2026, 7, 15), new(2026, 10, 15), new(2027, 1, 15)],
            new InstalmentPlan(InstalmentPattern.Quarterly, DueDay: 15).DueDates(year));
        var months = new InstalmentPlan(InstalmentPattern.Monthly, DueDay: 28).DueDates(year);
        Assert.Equal((12, new DateOnly(2026, 4, 28), new DateOnly(2027, 3, 28)), (months.Count, months[0], months[^1]));
        Assert.Equal([A.Today], new InstalmentPlan(InstalmentPattern.OnDates, Dates: [A.Today]).DueDates(year));
    }

    [Fact]
    public void The_same_terms_differ_in_nothing() => Assert.Empty(AgreementDifferences.Between(A.Terms(), A.Terms()));

    [Fact]
    public void Differences_are_sentences()
    {
        var after = A.Terms(councilPence: 450_000) with
        {
            Contributions =
            [
                A.Pays(A.Council, 450_000), A.Pays(A.Trust, 5_000, isRecurrent: false),
            ],
            EndsOn = null,
            Functions = ["Community health services"],
            RiskShare = new(RiskShareBasis.Fixed, [new(A.Trust, 6_650), new(A.Council, 3_350)], [OverspendStep.OutsideThePool], RiskPoolPence: 0),
        };

        Assert.Equal(
            [
                "trust (recurrent) no longer contributes; it was £6,000.00.",
                "council (recurrent) contributes £4,500.00 instead of £4,000.00, £500.00 more.",
                "trust (non-recurrent) contributes £50.00, quarterly on day 1; it did not before.",
                "The function Home care is no longer named.",
                "The last day of the term is open instead of 2027-03-31.",
                "The basis of the risk share is fixed shares instead of contributions.",
                "The fixed shares is council 33.50 %, trust 66.50 % instead of none.",
                "The order in which an overspend is met is outside of the pool instead of underspend elsewhere, then outside of the pool.",
            ],
            AgreementDifferences.Between(A.Terms(), after));
    }

    /// <summary>A member that is added to the terms and forgotten in the comparison would be varied without anybody being told.</summary>
    [Fact]
    public void A_change_of_any_member_is_a_difference()
    {
        AgreementTerms before = A.Terms();
        AgreementTerms[] changed =
        [
            before with { HostOrganisationCode = "x" }, before with { PoolManager = "x" }, before with { Partners = ["x"] },
            before with { Aims = "x" }, before with { Contributions = [] }, before with { HowContributionsVary = "x" },
            before with { Functions = ["x"] }, before with { PersonsAndServices = "x" }, before with { Resources = "x" },
            before with { StartsOn = A.Today }, before with { VariationAndTermination = "x" }, before with { Management = "x" },
            before with { RiskShare = before.RiskShare with { RiskPoolPence = 1 } }, before with { Limits = new(1, before.Limits.VirementPence) },
            before with { ReportingMonths = 6 }, before with { EndsOn = A.Today }, before with { ReviewOn = A.Today },
        ];

        Assert.All(changed, after => Assert.NotEmpty(AgreementDifferences.Between(before, after)));
        Assert.NotEmpty(AgreementDifferences.Between(before, before with { Limits = new(before.Limits.ManualEntryPence, 1) }));
        Assert.NotEmpty(AgreementDifferences.Between(before, before with { Limits = before.Limits with { ProgramRequestPence = 0 } }));
        Assert.Equal(changed.Length, typeof(AgreementTerms).GetConstructors().Max(c => c.GetParameters().Length));
    }

    private static AgreementRequest With(Func<AgreementTerms, AgreementTerms> change) => A.Agreement() with { Terms = change(A.Terms()) };

    private static AgreementRequest WithRisk(Func<RiskShare, RiskShare> change) => With(t => t with { RiskShare = change(t.RiskShare) });

    private static AgreementRequest WithPlan(InstalmentPlan plan) =>
        With(t => t with { Contributions = [new(A.Council, 100, IsRecurrent: true, plan)] });

    private static AgreementRequest WithDates(params DateOnly[] dates) => WithPlan(new(InstalmentPattern.OnDates, Dates: dates));
}
