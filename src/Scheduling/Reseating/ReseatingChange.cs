using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Scheduling.Absences;
using IntegratedCare.Scheduling.Bookings;
using IntegratedCare.Scheduling.Claims;
using IntegratedCare.Scheduling.Slots;
using IntegratedCare.Scheduling.Teams;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Reseating;

/// <summary>A team as it would be, and who would be away: what a re-seating starts from.</summary>
internal sealed record ReseatingChange(Team Team, ResourceId? Absent, Interval Away)
{
    /// <summary>The team with the change made to it. Tracked, what the team becomes is stored with the next save.</summary>
    public static async Task<ReseatingChange> ReadAsync(
        SchedulingDb db, Guid teamId, PutTeamRequest? wanted, EnterAbsenceRequest? absence, bool tracked, Caller caller, CancellationToken cancellationToken)
    {
        if (wanted is null == absence is null) throw new DomainException(ReseatingErrors.ChangeUnclear);
        var teams = db.TeamsOf(caller);
        var team = await (tracked ? teams : teams.AsNoTracking()).Include(t => t.Members).Include(t => t.Offers).Include(t => t.Patterns)
            .AsSplitQuery().SingleOrDefaultAsync(t => t.Id == new TeamId(teamId), cancellationToken) ?? throw new DomainException(TeamErrors.Unknown);
        if (absence is not null)
        {
            var who = await db.AbsentOfAsync(new(absence.ResourceId), caller, cancellationToken) ?? throw new DomainException(AbsenceErrors.WhoUnknown);
            return new(team, who.Resource, EnterAbsence.TimeOf(absence, who));
        }

        if (wanted is null) throw new DomainException(ReseatingErrors.ChangeUnclear);
        if (!team.DiffersInPatternsOnly(wanted)) throw new DomainException(ReseatingErrors.PatternsOnly);
        team.Become(wanted);
        return new(team, null, default);
    }
}
