using IntegratedCare.Scheduling.Claims;
using IntegratedCare.Scheduling.Slots;

namespace IntegratedCare.Scheduling.NextSlots;

/// <summary>Looks for the earliest free starts, one stretch of time after another.</summary>
/// <remarks>
/// Once a neighbourhood has its start, later stretches are not searched for it: where times are free a search ends within the first days, and only
/// a service that is full is read to the horizon.
/// </remarks>
internal sealed class FreeStartSearch(IReadOnlyList<ServedLine> rota)
{
    private readonly bool isGiven = rota.Count > 0;
    private readonly Dictionary<string, DateTimeOffset> found = new(StringComparer.Ordinal);

    /// <summary>Rota lines that serve a neighbourhood which has no start yet.</summary>
    public IReadOnlyList<ServedLine> Open { get; private set; } = rota;

    public FreeStarts Result => new(found, Exhausted: isGiven && found.Count == 0);

    /// <summary>Searches the stretch; stretches come in the order of time.</summary>
    public void Search(Interval stretch, ILookup<ResourceId, Interval> claims)
    {
        var taken = claims.ToDictionary(c => c.Key, c => new TakenTime(c));
        var earliest = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        foreach (var (line, neighbourhoods) in Open)
        {
            var time = taken.GetValueOrDefault(line.Pattern.Member.Resource);
            if (line.SlotsIn(stretch).FirstOrDefault(s => time is null || !time.Overlaps(s.Time)) is not { } free) continue;

            foreach (var neighbourhood in neighbourhoods.Where(n => !found.ContainsKey(n)))
            {
                if (!earliest.TryGetValue(neighbourhood, out var known) || free.Time.Start < known)
                    earliest[neighbourhood] = free.Time.Start;
            }
        }

        foreach (var (neighbourhood, start) in earliest) found.Add(neighbourhood, start);
        Open = [.. Open.Where(l => l.Neighbourhoods.Any(n => !found.ContainsKey(n)))];
    }
}

/// <summary>A rota line, and the neighbourhoods that its team serves.</summary>
internal sealed record ServedLine(RotaLine Line, IReadOnlyList<string> Neighbourhoods);
