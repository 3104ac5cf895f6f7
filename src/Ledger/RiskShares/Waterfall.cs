using IntegratedCare.Ledger.Agreements;

namespace IntegratedCare.Ledger.RiskShares;

/// <summary>Where the money for an overspend comes from: step by step, in the order of the agreement, each giving at most what it has.</summary>
/// <remarks>
/// Programmes are measured against their budgets, not against what was paid in: what a partner has not paid is its own debt, and no risk
/// that the others share.
/// </remarks>
internal sealed record Waterfall(
    long OverspendPence, IReadOnlyList<WaterfallStep> Steps, long UncoveredPence, long UnderspendLeftPence, long RiskPoolLeftPence)
{
    /// <summary>What the partners must find outside the pool.</summary>
    public long OutsidePence => TakenFrom(OverspendStep.OutsideThePool);

    /// <param name="programmes">Each programme once.</param>
    /// <param name="order">The steps as agreed; what is named again gives nothing more.</param>
    /// <param name="riskPoolPence">What the partners keep in the pool against overspends, 0 or more.</param>
    public static Waterfall Of(
        IReadOnlyCollection<ProgrammeOutturn> programmes, IReadOnlyList<OverspendStep> order, long riskPoolPence)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(riskPoolPence);
        var overspend = programmes.Sum(programme => programme.OverspendPence);
        var left = overspend;
        var steps = new List<WaterfallStep>(order.Count);
        foreach (var step in order.Distinct())
        {
            steps.Add(step switch
            {
                OverspendStep.UnderspendElsewhere => FromProgrammes(step, left, programmes, programme => programme.UnderspendPence),
                OverspendStep.RiskPool => FromOne(step, left, riskPoolPence),
                OverspendStep.UncommittedSchemes => FromProgrammes(step, left, programmes, programme => programme.UncommittedPence),
                OverspendStep.OutsideThePool => new(step, AvailablePence: null, TakenPence: left, LeftPence: 0, From: []),
            });
            left = steps[^1].LeftPence;
        }

        var found = new Waterfall(overspend, steps, left, 0, 0);
        return found with
        {
            UnderspendLeftPence = programmes.Sum(programme => programme.UnderspendPence) - found.TakenFrom(OverspendStep.UnderspendElsewhere),
            RiskPoolLeftPence = riskPoolPence - found.TakenFrom(OverspendStep.RiskPool),
        };
    }

    private long TakenFrom(OverspendStep step) => Steps.Where(taken => taken.Step == step).Sum(taken => taken.TakenPence);

    private static WaterfallStep FromOne(OverspendStep step, long neededPence, long availablePence)
    {
        var taken = Math.Min(neededPence, availablePence);
        return new(step, availablePence, taken, neededPence - taken, []);
    }

    /// <summary>Each programme gives in proportion to what it has, so that none is emptied before another has given.</summary>
    private static WaterfallStep FromProgrammes(
        OverspendStep step, long neededPence, IReadOnlyCollection<ProgrammeOutturn> programmes, Func<ProgrammeOutturn, long> has)
    {
        var givers = programmes.Where(programme => has(programme) > 0).Select(programme => new Claim(programme.Programme, has(programme))).ToList();
        var sum = FromOne(step, neededPence, givers.Sum(giver => giver.Weight));
        if (givers.Count == 0) return sum;
        var taken = LargestRemainder.Split(sum.TakenPence, givers);
        return sum with
        {
            From = [.. givers.OrderBy(giver => giver.Code, StringComparer.Ordinal)
                .Select(giver => new ProgrammeGift(giver.Code, giver.Weight, taken[giver.Code]))],
        };
    }
}

/// <param name="Step">Which step of the agreement.</param>
/// <param name="AvailablePence">What it has; null: as much as is needed.</param>
/// <param name="TakenPence">What it gives.</param>
/// <param name="LeftPence">What of the overspend is still to be found after it.</param>
/// <param name="From">What each programme gives; empty where the step is no matter of programmes.</param>
internal sealed record WaterfallStep(
    OverspendStep Step, long? AvailablePence, long TakenPence, long LeftPence, IReadOnlyList<ProgrammeGift> From);

/// <summary>What one programme has at a step, and gives.</summary>
public sealed record ProgrammeGift(string Programme, long AvailablePence, long TakenPence);
