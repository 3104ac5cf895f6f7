namespace IntegratedCare.Scheduling.Reseating.Matching;

/// <summary>Each who has lost a seat takes, in turn, the best that is still free, and nobody moves for anybody. The yardstick.</summary>
internal static class GreedySeating
{
    public static Seating Solve(IReadOnlyList<Sitter> sitters)
    {
        var plan = Seated(sitters);
        for (var s = 0; s < sitters.Count; s++)
        {
            if (sitters[s].Stands) continue;
            var choices = sitters[s].Choices;
            var best = -1;
            for (var c = 0; c < choices.Count; c++)
            {
                if ((best < 0 || choices[c].Cost < choices[best].Cost) && plan.IsFree(choices[c], s)) best = c;
            }

            if (best >= 0) plan.Take(s, best);
        }

        return plan.Seating;
    }

    /// <summary>Only those who have a seat, where they have it.</summary>
    public static Seating Standing(IReadOnlyList<Sitter> sitters) => Seated(sitters).Seating;

    private static SeatPlan Seated(IReadOnlyList<Sitter> sitters)
    {
        var plan = new SeatPlan(sitters);
        for (var s = 0; s < sitters.Count; s++)
        {
            if (sitters[s].Stands) plan.Take(s, 0);
        }

        return plan;
    }
}
