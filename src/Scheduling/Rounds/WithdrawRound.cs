using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Scheduling.Claims;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Scheduling.Rounds;

/// <summary>Takes a publication back: the round is a draft again, and its carers' time can be booked.</summary>
internal static class WithdrawRound
{
    public static async Task<Ok<RoundView>> Handle(
        Guid teamId, Guid id, Caller caller, Purpose purpose, SchedulingDb db, PersonalDataCipher cipher, CancellationToken cancellationToken)
    {
        var team = await db.TeamOfRoundsAsync(teamId, caller, cancellationToken);
        var round = await db.LockRoundAsync(team, id, cancellationToken);
        round.Withdraw();
        await db.ReleaseAsync(round.Id, cancellationToken);
        db.RecordAccess(caller, purpose, "round.withdraw", "round", $"{id}");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(round.View(team, round.Asked is null ? [] : round.OpenAsked(cipher).Pins));
    }
}
