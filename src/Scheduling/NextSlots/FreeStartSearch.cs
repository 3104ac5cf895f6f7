using IntegratedCare.Scheduling.Slots;

namespace IntegratedCare.Scheduling.NextSlots;

/// <summary>Looks for the earliest free starts, one stretch of time after another.</summary>
/// <remarks>
/// Once a neighbourhood has its start, later stretches are not searched for it: where times are free a search ends within the first days, and only
/// a service that is full is read to the horizon.
/// </remarks>
internal sealed class FreeStartSearch(ServiceRota rota)
{
    private readonly bool isGiven = rota.Teams.Any(t => t.Lines.Count > 0);
    private readonly Dictionary<string, DateTimeOffset> found = new(StringComparer.Ordinal);

    /// <summary>Teams that serve a neighbourhood which has no start yet.</summary>
    public IReadOnlyList<TeamRota> Open { get; private set; } = [.. rota.Teams.Where(t => t.Lines.Count > 0)];

    public FreeStarts Result => new(found, Exhausted: isGiven && found.Count == 0);

    /// <summary>Searches the stretch; stretches come in the order of time.</summary>
    public void Search(Interval stretch, TakenTimes taken)
    {
        var earliest = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        foreach (var team in Open)
        {
            foreach (var line in team.Lines)
            {
                if (line.SlotsIn(stretch).FirstOrDefault(s => rota.IsFree(s, taken)) is not { } free) continue;

                foreach (var neighbourhood in team.Neighbourhoods.Where(n => !found.ContainsKey(n)))
                {
                    if (!earliest.TryGetValue(neighbourhood, out var known) || free.Time.Start < known)
                        earliest[neighbourhood] = free.Time.Start;
                }
            }
        }

        foreach (var (neighbourhood, start) in earliest) found.Add(neighbourhood, start);
        Open = [.. Open.Where(t => t.Neighbourhoods.Any(n => !found.ContainsKey(n)))];
    }
}
