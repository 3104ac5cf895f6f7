using IntegratedCare.Scheduling.Claims;
using IntegratedCare.Scheduling.Reseating.Matching;
using IntegratedCare.Scheduling.Slots;

namespace IntegratedCare.Scheduling.Reseating;

/// <summary>Whether a rota still has room for a booking where it is, and where else it has.</summary>
internal static class SeatOffers
{
    private const int SetsMax = 8;

    /// <summary>True where the rota no longer offers all that the booking takes: its member, a second one, a room or a thing.</summary>
    public static bool IsOrphaned(this BookedTime booked, ServiceRota? rota, TeamRota? team)
    {
        if (rota is null || team is null) return true;
        var span = team.Appointment.SpanOf(booked.Time);
        var working = team.Lines.Where(l => l.Pattern.Delivery == booked.Delivery && l.Pattern.Site == booked.Site && l.Covers(span))
            .Select(l => l.Pattern.Member.Resource).ToHashSet();
        if (!working.Contains(booked.Member.Resource)) return true;
        return booked.Resources.Any(r => rota.IsAbsent(r, span) || !(working.Contains(r) || IsAtHand(team, r, booked, span)));
    }

    /// <summary>The same time of the person with somebody else or in another place, then other times, nearest first.</summary>
    public static IEnumerable<SeatOffer> For(
        this BookedTime booked, ServiceRota rota, TeamRota team, Interval otherTimes, Func<ResourceId, Interval, bool> isFree, int offersMax)
    {
        // A session moves as a whole, which is for people to decide.
        if (team.Appointment.IsGroup) return [];
        var sameTime = team.Lines.Where(l => l.Pattern.Delivery == booked.Delivery).Select(l => new Slot(l, booked.Time))
            .Where(s => s.Line.Covers(s.Span)).SelectMany(s => Sets(booked, rota, s, isFree));
        if (otherTimes.End <= otherTimes.Start) return sameTime.Take(offersMax);
        var others = team.Lines.Where(l => l.Pattern.Delivery == booked.Delivery).SelectMany(l => l.SlotsIn(otherTimes))
            .Where(s => s.Time.Start != booked.Time.Start).OrderBy(s => (s.Time.Start - booked.Time.Start).Duration()).ThenBy(s => s.Time.Start)
            .ThenBy(s => s.Member != booked.Member).ThenBy(s => s.Member.Value).SelectMany(s => Sets(booked, rota, s, isFree));
        return sameTime.Concat(others).Take(offersMax);
    }

    /// <summary>How much of what the person knows the offer changes.</summary>
    public static long CostFor(this SeatOffer offer, BookedTime booked) => SeatCost.Of(
        offer.NeedsConsent, offer.Slot.Member != booked.Member,
        !offer.Resources.Where(r => r != offer.Slot.Member.Resource).All(booked.Resources.Contains), offer.Slot.Time.Start - booked.Time.Start);

    private static bool IsAtHand(TeamRota team, ResourceId resource, BookedTime booked, Interval span) =>
        team.CandidatesByNeed.Any(c => c.Any(r => r.Id == resource && r.Serves(booked.Site, span, team.BankHolidays)));

    // Each way in which a member, a second one, rooms and things are free together; what the booking has already is tried first.
    private static IEnumerable<SeatOffer> Sets(BookedTime booked, ServiceRota rota, Slot slot, Func<ResourceId, Interval, bool> isFree)
    {
        var (team, span) = (slot.Line.Team, slot.Span);
        if (!Free(slot.Member.Resource) || !isFree(booked.Person, slot.Time)) return [];
        List<IReadOnlyList<ResourceId>> parts = [];
        if (slot.Appointment.Staff > 1)
        {
            parts.Add([.. team.Lines
                .Where(l => l.Pattern.Member != slot.Member && l.Pattern.Delivery == slot.Delivery && l.Pattern.Site == slot.Site && l.Covers(span))
                .Select(l => l.Pattern.Member.Resource).Distinct().Where(Free).OrderBy(r => !booked.Resources.Contains(r))]);
        }

        parts.AddRange(team.CandidatesByNeed.Select(c => (IReadOnlyList<ResourceId>)[.. c
            .Where(r => Free(r.Id) && r.Serves(slot.Site, span, team.BankHolidays)).Select(r => r.Id).OrderBy(r => !booked.Resources.Contains(r))]));
        return Together([slot.Member.Resource], parts).Take(SetsMax)
            .Select(set => new SeatOffer(slot, set, slot.Time.Start != booked.Time.Start, slot.Site != booked.Site));

        bool Free(ResourceId resource) => !rota.IsAbsent(resource, span) && isFree(resource, span);
    }

    private static IEnumerable<List<ResourceId>> Together(List<ResourceId> chosen, List<IReadOnlyList<ResourceId>> parts)
    {
        var part = chosen.Count - 1;
        return part == parts.Count ? [chosen] : parts[part].Where(r => !chosen.Contains(r)).SelectMany(r => Together([.. chosen, r], parts));
    }
}
