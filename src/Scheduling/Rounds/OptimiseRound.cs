using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.PersonalData;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace IntegratedCare.Scheduling.Rounds;

/// <summary>Has a round planned anew around its pins and what has begun, from the plan there is.</summary>
internal static class OptimiseRound
{
    public static async Task<Accepted<RoundView>> Handle(
        Guid teamId, Guid id, OptimiseRoundRequest request, Caller caller, Purpose purpose, SchedulingDb db, PersonalDataCipher cipher,
        IOptions<RoundSettings> settings, TimeProvider time, CancellationToken cancellationToken)
    {
        var team = await db.TeamOfRoundsAsync(teamId, caller, cancellationToken);
        var round = await db.LockRoundAsync(team, id, cancellationToken);
        round.Optimise(request.Seconds, time.GetUtcNow());
        await db.MustHaveRoomInQueueAsync(settings.Value, cancellationToken);
        db.RecordAccess(caller, purpose, "round.optimise", "round", $"{id}");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Accepted($"/api/scheduling/teams/{teamId}/rounds/{id}", round.View(team, round.OpenAsked(cipher).Pins));
    }
}
