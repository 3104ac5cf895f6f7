using IntegratedCare.Scheduling.Claims;

namespace IntegratedCare.Scheduling.Slots;

/// <summary>Whether all that a slot takes is free together: its member, a second one, rooms and things. Never a part of it.</summary>
internal static class Together
{
    public static bool IsFree(this ServiceRota rota, Slot slot, TakenTimes taken)
    {
        if (slot.Appointment.IsGroup && taken.PlacesLeftAt(slot) is { } left)
            return left > 0 && !rota.IsAbsent(slot.Member.Resource, slot.Span);
        return slot.Appointment.TakesOneResource
            ? rota.IsFree(slot.Member.Resource, slot.Span, taken)
            : rota.ResourcesFor(slot, taken) is not null;
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
        foreach (var (other, lines) in slot.Line.Team.LinesByMember)
        {
            if (other == slot.Member || !rota.IsFree(other.Resource, span, taken)) continue;
            foreach (var line in lines)
            {
                if (line.Pattern.Delivery == slot.Delivery && line.Pattern.Site == slot.Site && line.Covers(span)) return other.Resource;
            }
        }

        return null;
    }

    // A resource meets one need. Who came first moves on to another where that lets a later need be met: else the only room
    // with a couch goes to who needs any room.
    private static List<ResourceId>? ThingsFor(this ServiceRota rota, Slot slot, Interval span, TakenTimes taken)
    {
        var team = slot.Line.Team;
        var free = team.CandidatesByNeed.Select(candidates => candidates
            .Where(c => rota.IsFree(c.Id, span, taken) && c.Serves(slot.Site, span, team.BankHolidays)).Select(c => c.Id).ToList()).ToList();
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
