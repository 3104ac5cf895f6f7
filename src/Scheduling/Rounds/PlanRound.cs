using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Kernel.Time;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace IntegratedCare.Scheduling.Rounds;

/// <summary>Asks for a team's home visits of a day to be planned; a worker does it, and the round tells how far it is.</summary>
internal static class PlanRound
{
    public static async Task<Accepted<RoundView>> Handle(
        Guid teamId, PlanRoundRequest request, Caller caller, Purpose purpose, SchedulingDb db, PersonalDataCipher cipher,
        IOptions<RoundSettings> settings, TimeProvider time, CancellationToken cancellationToken)
    {
        var team = await db.TeamOfRoundsAsync(teamId, caller, cancellationToken);
        var now = time.GetUtcNow();
        if (request.Date < LondonTime.DateOf(now)) throw new DomainException(RoundErrors.DayOver);
        var asked = await db.AskAsync(team, request, cancellationToken);
        await db.MustHaveRoomInQueueAsync(settings.Value, cancellationToken);
        var round = Round.Of(new(cipher, RoundId.New()), team.Id, asked, request, caller, now);
        db.Rounds.Add(round);
        db.RecordAccess(caller, purpose, "round.plan", "round", $"{round.Id.Value}");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Accepted($"/api/scheduling/teams/{teamId}/rounds/{round.Id.Value}", round.View(team, asked.Pins));
    }

    /// <summary>A queue that grows without end helps nobody: who comes late tries again.</summary>
    public static async Task MustHaveRoomInQueueAsync(this SchedulingDb db, RoundSettings settings, CancellationToken cancellationToken)
    {
        if (await db.Rounds.CountAsync(r => r.Status == RoundStatus.Queued, cancellationToken) >= settings.WaitingMax)
            throw new DomainException(RoundErrors.QueueFull);
    }
}
