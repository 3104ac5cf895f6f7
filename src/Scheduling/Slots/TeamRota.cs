using System.Collections.Concurrent;
using IntegratedCare.Scheduling.CareServices;
using IntegratedCare.Scheduling.Claims;
using IntegratedCare.Scheduling.Hours;
using IntegratedCare.Scheduling.Resources;
using IntegratedCare.Scheduling.Sites;
using IntegratedCare.Scheduling.Teams;

namespace IntegratedCare.Scheduling.Slots;

/// <summary>A team's part of a service: who may give it and when, and the rooms and things that it can be given with.</summary>
internal sealed class TeamRota
{
    private const int DatesMax = 400;
    private readonly ConcurrentDictionary<DateOnly, Shift[]> shifts = new();

    public TeamRota(
        Team team, Offer offer, IEnumerable<Resource> shared, IReadOnlySet<DateOnly> bankHolidays, IReadOnlyList<WorkingPattern> patterns)
    {
        Id = team.Id;
        Name = team.Name;
        Neighbourhoods = team.NeighbourhoodCodes;
        Service = offer.Service;
        Appointment = new(offer);
        BankHolidays = bankHolidays;
        var able = team.Members.Where(m => m.IsActive && offer.Skills.All(m.Skills.Contains)).Select(m => m.Id).ToHashSet();
        Lines = [.. patterns.Where(p => able.Contains(p.Member)).Select(p => new RotaLine(this, p))];
        var resources = shared.Where(r => r.TeamIds.Contains(Id.Value)).OrderBy(r => r.Id.Value).ToList();
        CandidatesByNeed =
        [
            .. Appointment.Needs.Select(need => resources.Where(r => r.Kind == need.Kind && (need.Code is null || need.Code == r.Code))
                .Select(r => new ResourceAtHand(r.Id, r.Site, [.. r.Hours.Select(h => h.Hours)])).ToList()),
        ];
        ResourceIds = [.. Lines.Select(l => l.Pattern.Member.Resource).Concat(CandidatesByNeed.SelectMany(c => c).Select(c => c.Id)).Distinct()];
    }

    public TeamId Id { get; }
    public string Name { get; }
    public IReadOnlyList<string> Neighbourhoods { get; }

    /// <summary>The one neighbourhood that the team serves; null where it serves several or the whole place.</summary>
    public string? OnlyNeighbourhood => Neighbourhoods is [var one] ? one : null;

    public ServiceId Service { get; }
    public Appointment Appointment { get; }
    public IReadOnlySet<DateOnly> BankHolidays { get; }

    /// <summary>Hours of those who have the skills that the service asks for.</summary>
    public IReadOnlyList<RotaLine> Lines { get; }

    /// <summary>For each need of the appointment what could meet it, in the order in which it is tried.</summary>
    public IReadOnlyList<IReadOnlyList<ResourceAtHand>> CandidatesByNeed { get; }

    /// <summary>Everybody and everything whose time the service may take here.</summary>
    public IReadOnlyList<ResourceId> ResourceIds { get; }

    /// <summary>The hours of all lines on the working day that begins on the date; worked out once, for searches ask for the same few weeks over and over.</summary>
    public Shift[] ShiftsOn(DateOnly date)
    {
        if (shifts.TryGetValue(date, out var known)) return known;
        if (shifts.Count >= DatesMax) shifts.Clear();
        return shifts[date] = [.. Lines.SelectMany(line => line.Pattern.Hours.On(date, BankHolidays).Select(hours => new Shift(line, hours)))];
    }
}

/// <summary>A room, equipment or mobile unit that a team may use.</summary>
internal sealed record ResourceAtHand(ResourceId Id, SiteId? Site, IReadOnlyList<WorkingHours> Hours)
{
    /// <summary>True where it is, or comes, to where the member works, and is open for the whole time.</summary>
    public bool Serves(SiteId? site, Interval span, IReadOnlySet<DateOnly> bankHolidays) =>
        (Site is null || Site == site) && (Hours.Count == 0 || Hours.Any(h => h.Cover(span, bankHolidays)));
}
