using IntegratedCare.Ledger.Agreements;
using IntegratedCare.Ledger.RiskShares;

namespace IntegratedCare.Ledger.Tests.RiskShares;

public sealed class WaterfallTests
{
    private static readonly OverspendStep[] AsUsual =
        [OverspendStep.UnderspendElsewhere, OverspendStep.RiskPool, OverspendStep.UncommittedSchemes, OverspendStep.OutsideThePool];

    [Fact]
    public void Each_step_takes_what_it_has_and_leaves_the_rest_to_the_next()
    {
        var waterfall = Waterfall.Of(
            [
                new("a", BudgetPence: 1_000, OutturnPence: 1_600, SpentPence: 1_500, CommittedPence: 0),
                new("b", BudgetPence: 500, OutturnPence: 400, SpentPence: 300, CommittedPence: 20),
                new("c", BudgetPence: 500, OutturnPence: 500, SpentPence: 100, CommittedPence: 370),
            ],
            AsUsual, riskPoolPence: 150);

        Assert.Equal(600, waterfall.OverspendPence);
        Assert.Equal(
            [
                (OverspendStep.UnderspendElsewhere, (long?)100, 100L, 500L),
                (OverspendStep.RiskPool, 150, 150, 350),
                (OverspendStep.UncommittedSchemes, 110, 110, 240),
                (OverspendStep.OutsideThePool, null, 240, 0),
            ],
            waterfall.Steps.Select(step => (step.Step, step.AvailablePence, step.TakenPence, step.LeftPence)));
        Assert.Equal([("b", 80L, 80L), ("c", 30L, 30L)], waterfall.Steps[2].From.Select(gift => (gift.Programme, gift.AvailablePence, gift.TakenPence)));
        Assert.Equal((240, 0, 0, 0),
            (waterfall.OutsidePence, waterfall.UncoveredPence, waterfall.UnderspendLeftPence, waterfall.RiskPoolLeftPence));
    }

    [Fact]
    public void The_order_is_that_of_the_agreement()
    {
        ProgrammeOutturn[] programmes = [new("a", 100, 160, 160, 0), new("b", 100, 50, 50, 0)];

        var poolFirst = Waterfall.Of(programmes, [OverspendStep.RiskPool, OverspendStep.UnderspendElsewhere], riskPoolPence: 40);
        var outsideFirst = Waterfall.Of(programmes, [OverspendStep.OutsideThePool, OverspendStep.UnderspendElsewhere], riskPoolPence: 40);

        Assert.Equal([40L, 20L], poolFirst.Steps.Select(step => step.TakenPence));
        Assert.Equal((30, 0), (poolFirst.UnderspendLeftPence, poolFirst.RiskPoolLeftPence));
        Assert.Equal((60, 50), (outsideFirst.OutsidePence, outsideFirst.UnderspendLeftPence));
    }

    [Fact]
    public void An_overspend_that_outlasts_the_agreed_steps_is_uncovered()
    {
        var waterfall = Waterfall.Of([new("a", 100, 175, 175, 0)], [OverspendStep.RiskPool], riskPoolPence: 50);

        Assert.Equal((25, 0), (waterfall.UncoveredPence, waterfall.OutsidePence));
    }

    [Fact]
    public void What_is_promised_is_no_underspend_whatever_is_assumed()
    {
        Assert.Equal(10, new ProgrammeOutturn("a", BudgetPence: 100, OutturnPence: 40, SpentPence: 40, CommittedPence: 50).UnderspendPence);
        Assert.Equal(0, new ProgrammeOutturn("a", BudgetPence: 100, OutturnPence: 40, SpentPence: 40, CommittedPence: 90).UnderspendPence);
    }

    [Fact]
    public void A_programme_that_overspends_has_nothing_to_cut()
    {
        Assert.Equal(0, new ProgrammeOutturn("a", BudgetPence: 100, OutturnPence: 140, SpentPence: 20, CommittedPence: 0).UncommittedPence);
        Assert.Equal(80, new ProgrammeOutturn("a", BudgetPence: 100, OutturnPence: 100, SpentPence: 20, CommittedPence: 0).UncommittedPence);
    }

    [Fact]
    public void For_any_numbers_the_steps_sum_to_the_overspend_and_none_gives_more_than_it_has()
    {
        var random = new Random(753);
        for (var round = 0; round < 5_000; round++)
        {
            var (programmes, order, pool) = Any(random);

            var waterfall = Waterfall.Of(programmes, order, pool);

            Assert.Equal(programmes.Sum(p => Math.Max(0, p.OutturnPence - p.BudgetPence)), waterfall.OverspendPence);
            Assert.Equal(waterfall.OverspendPence, waterfall.Steps.Sum(step => step.TakenPence) + waterfall.UncoveredPence);
            var left = waterfall.OverspendPence;
            foreach (var step in waterfall.Steps)
            {
                left -= step.TakenPence;
                Assert.Equal(left, step.LeftPence);
                Assert.True(step.TakenPence >= 0 && left >= 0);
                Assert.True(step.AvailablePence is not { } has || step.TakenPence <= has);
                Assert.True(step.TakenPence == step.AvailablePence || left == 0, "A step gives all it has, or the overspend is met.");
                Assert.All(step.From, gift => Assert.InRange(gift.TakenPence, 0, gift.AvailablePence));
                Assert.True(step.From.Count == 0 || step.From.Sum(gift => gift.TakenPence) == step.TakenPence);
            }

            Assert.True(waterfall.UnderspendLeftPence >= 0 && waterfall.RiskPoolLeftPence >= 0);
            // No pound is taken twice: what two steps take of a programme is never more than its budget leaves.
            foreach (var programme in programmes)
                Assert.True(waterfall.Steps.SelectMany(step => step.From).Where(gift => gift.Programme == programme.Programme)
                    .Sum(gift => gift.TakenPence) <= Math.Max(0, programme.BudgetPence - programme.SpentPence - programme.CommittedPence));
        }
    }

    [Fact]
    public void The_order_in_which_programmes_are_given_does_not_matter()
    {
        var random = new Random(754);
        for (var round = 0; round < 1_000; round++)
        {
            var (programmes, order, pool) = Any(random);
            var expected = Told(Waterfall.Of(programmes, order, pool));

            random.Shuffle(programmes);

            Assert.Equal(expected, Told(Waterfall.Of(programmes, order, pool)));
        }

        static string Told(Waterfall waterfall) => string.Join('\n', waterfall.Steps.Select(step =>
            $"{step.Step} {step.AvailablePence} {step.TakenPence} {step.LeftPence} {string.Join(", ", step.From)}"));
    }

    private static (ProgrammeOutturn[] Programmes, OverspendStep[] Order, long RiskPoolPence) Any(Random random)
    {
        var order = AsUsual[..random.Next(0, 5)].ToArray();
        random.Shuffle(order);
        var programmes = Enumerable.Range(0, random.Next(1, 7)).Select(n =>
        {
            var spent = random.NextInt64(0, 1_000);
            return new ProgrammeOutturn($"p{n}", random.NextInt64(0, 2_000), spent + random.NextInt64(0, 1_000), spent, random.NextInt64(0, 500));
        });
        return ([.. programmes], order, random.NextInt64(0, 1_000));
    }
}
