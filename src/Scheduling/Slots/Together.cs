using IntegratedCare.Kernel.Time;
using IntegratedCare.Scheduling.Claims;

namespace IntegratedCare.Scheduling.Slots;

/// <summary>Whether all that a slot takes is free together: its member, a second one, rooms and things. Never a part of it.</summary>
internal static class Together
{
    public static bool IsFree(this ServiceRota rota, Slot slot, TakenTimes taken)
    {
        if (slot.Appointment.IsGroup && taken.PlacesLeftAt(slot) is { } left)
            return left > 0 && !rota.IsAbsent(slot.Member.Resource, slot.Span);
        var (appointment, span) = (slot.Appointment, slot.Span);
        return rota.IsFree(slot.Member.Resource, span, taken)
            && (appointment.Staff == 1 || rota.SecondFor(slot, span, taken) is not null)
            && (appointment.Needs.Count == 0 || rota.ThingsFor(slot, span, taken) is not null);
    }

    /// <summary>The member's own time first, then what goes with it; null where not all of it is free.</summary>
    public static List<ResourceId>? ResourcesFor(this ServiceRota rota, Slot slot, TakenTimes taken)
    {
        var span = slot.Span;
        List<ResourceId> chosen = [slot.Member.Resource];
        if (!rota.IsFree(slot.Member.Resource, span, taken)) return null;
        if (slot.Appointment.Staff > 1)
        {
            if (rota.SecondFor(slot, span, taken) is not { } second) return null;
            chosen.Add(second);
        }

        if (slot.Appointment.Needs.Count == 0) return chosen;
        if (rota.ThingsFor(slot, span, taken) is not { } things) return null;
        chosen.AddRange(things);
        return chosen;
    }

    private static bool IsFree(this ServiceRota rota, ResourceId resource, Interval span, TakenTimes taken) =>
        !taken.Overlaps(resource, span) && !rota.IsAbsent(resource, span);

    // A colleague of the same team with the same skills, who works at the same place in the same way through all of it.
    private static ResourceId? SecondFor(this ServiceRota rota, Slot slot, Interval span, TakenTimes taken)
    {
        var date = LondonTime.DateOf(span.Start);
        return Among(slot.Line.Team.ShiftsOn(date)) ?? Among(slot.Line.Team.ShiftsOn(date.AddDays(-1)));

        ResourceId? Among(Shift[] shifts)
        {
            foreach (var shift in shifts)
            {
                if (shift.Hours.Start > span.Start || shift.Hours.End < span.End) continue;
                var other = shift.Line.Pattern;
                if (other.Member != slot.Member && other.Delivery == slot.Delivery && other.Site == slot.Site && rota.IsFree(other.Member.Resource, span, taken))
                    return other.Member.Resource;
            }

            return null;
        }
    }

    private static List<ResourceId>? ThingsFor(this ServiceRota rota, Slot slot, Interval span, TakenTimes taken)
    {
        var needs = slot.Line.Team.CandidatesByNeed;
        if (needs.Count > 1) return Matched([.. needs.Select(candidates => candidates.Where(c => rota.IsAtHand(c, slot, span, taken)).Select(c => c.Id).ToList())]);
        foreach (var candidate in needs[0])
        {
            if (rota.IsAtHand(candidate, slot, span, taken)) return [candidate.Id];
        }

        return null;
    }

    private static bool IsAtHand(this ServiceRota rota, ResourceAtHand thing, Slot slot, Interval span, TakenTimes taken) =>
        rota.IsFree(thing.Id, span, taken) && thing.Serves(slot.Site, span, slot.Line.Team.BankHolidays);

    // A resource meets one need. Who came first moves on to another where that lets a later need be met: else the only room
    // with a couch goes to who needs any room.
    private static List<ResourceId>? Matched(List<List<ResourceId>> free)
    {
        var meets = new Dictionary<ResourceId, int>();
        return Enumerable.Range(0, free.Count).All(need => Meet(need, [])) ? [.. meets.Keys] : null;

        bool Meet(int need, HashSet<ResourceId> tried)
        {
            foreach (var resource in free[need].Where(tried.Add))
            {
                if (meets.TryGetValue(resource, out var other) && !Meet(other, tried)) continue;
                meets[resource] = need;
                return true;
            }

            return false;
        }
    }
}
