using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Teams;

internal static class GetTeam
{
    public static async Task<Ok<TeamView>> Handle(Guid id, SchedulingDb db, CancellationToken cancellationToken)
    {
        var team = await db.Teams.AsNoTracking().Include(t => t.Members).Include(t => t.Offers).Include(t => t.Patterns)
            .AsSplitQuery().SingleOrDefaultAsync(t => t.Id == new TeamId(id), cancellationToken)
            ?? throw new DomainException(TeamErrors.Unknown);
        return TypedResults.Ok(TeamView.Of(team));
    }
}
