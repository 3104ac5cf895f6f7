using IntegratedCare.PlaceLoader.Gateway;

namespace IntegratedCare.PlaceLoader.Loading;

/// <summary>How many records of each kind a load added, changed and found as they were, and how many were refused.</summary>
internal sealed class Tally
{
    private readonly List<(string Kind, Outcome Outcome)> outcomes = [];

    public void Count(string kind, Outcome outcome) => outcomes.Add((kind, outcome));

    public void Write(TextWriter output)
    {
        foreach (var kind in outcomes.GroupBy(each => each.Kind))
            output.WriteLine(
                $"{kind.Key,-27} added {Of(kind, Outcome.Added),4}  changed {Of(kind, Outcome.Changed),4}"
                + $"  unchanged {Of(kind, Outcome.Unchanged),4}  refused {Of(kind, Outcome.Refused),4}");
    }

    public bool NothingChanged => outcomes.TrueForAll(each => each.Outcome == Outcome.Unchanged);

    private static int Of(IEnumerable<(string Kind, Outcome Outcome)> kind, Outcome outcome) =>
        kind.Count(each => each.Outcome == outcome);
}
