using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.PersonalData;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Scheduling.Rounds;

/// <summary>Ends a search: what was found by then is the plan.</summary>
internal static class CancelRound
{
    public static async Task<Ok<RoundView>> Handle(
        Guid teamId, Guid id, Caller caller, Purpose purpose, SchedulingDb db, PersonalDataCipher cipher, CancellationToken cancellationToken)
    {
        var team = await db.TeamOfRoundsAsync(teamId, caller, cancellationToken);
        var round = await db.LockRoundAsync(team, id, cancellationToken);
        round.Stop();
        db.RecordAccess(caller, purpose, "round.cancel", "round", $"{id}");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(round.View(team, round.Asked is null ? [] : round.OpenAsked(cipher).Pins));
    }
}
