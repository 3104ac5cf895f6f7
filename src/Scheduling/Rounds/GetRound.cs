using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.PersonalData;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Scheduling.Rounds;

/// <summary>A round: how far it is, and its plan.</summary>
internal static class GetRound
{
    public static async Task<Ok<RoundView>> Handle(
        Guid teamId, Guid id, Caller caller, Purpose purpose, SchedulingDb db, PersonalDataCipher cipher, HttpResponse response,
        CancellationToken cancellationToken)
    {
        var team = await db.TeamOfRoundsAsync(teamId, caller, cancellationToken);
        var round = await db.RoundAsync(team, id, cancellationToken);
        db.RecordAccess(caller, purpose, "round.read", "round", $"{id}");
        await db.SaveChangesAsync(cancellationToken);
        response.Headers.ETag = PutPins.TagOf(round);
        return TypedResults.Ok(round.View(team, round.Asked is null ? [] : round.OpenAsked(cipher).Pins));
    }
}
