using IntegratedCare.Scheduling.Teams;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Rounds;

/// <summary>A half of a visit on the published round. What it is and where, those who planned it know by its id.</summary>
public sealed record PlannedVisit(
    Guid RoundId, Guid VisitId, bool Second, Guid? BookingId, Guid MemberId, string? MemberName, DateTimeOffset Start, DateTimeOffset End);

/// <summary>What a published round says in its team's day.</summary>
internal static class PublishedVisits
{
    public static async Task<IReadOnlyList<PlannedVisit>> PublishedVisitsAsync(
        this SchedulingDb db, Team team, DateOnly day, CancellationToken cancellationToken)
    {
        var round = await db.Rounds.AsNoTracking().Where(r => r.Team == team.Id && r.Date == day && r.PublishedAt != null)
            .Select(r => new { r.Id, r.Published }).SingleOrDefaultAsync(cancellationToken);
        if (round?.Published is not { } published) return [];
        var names = team.Members.ToDictionary(member => member.Id.Value, member => member.DisplayName);
        return [.. published.Stops.OrderBy(stop => stop.Start).Select(stop => new PlannedVisit(
            round.Id.Value, stop.Visit, stop.Second, stop.Booking, stop.Member, names.GetValueOrDefault(stop.Member),
            RoundBook.Instant(stop.Start, day), RoundBook.Instant(stop.End, day)))];
    }
}
