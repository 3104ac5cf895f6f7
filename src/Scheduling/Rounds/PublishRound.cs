using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Scheduling.Claims;
using IntegratedCare.Scheduling.Slots;
using IntegratedCare.Scheduling.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Rounds;

/// <summary>The plan becomes the team's day: carers' time is claimed for it, on the way to each visit and there, and nobody books it any more.</summary>
/// <remarks>A round published before for the same day gives its time back in the same moment. What a booking has claimed stays the booking's.</remarks>
internal static class PublishRound
{
    public static async Task<Ok<RoundView>> Handle(
        Guid teamId, Guid id, Caller caller, Purpose purpose, SchedulingDb db, PersonalDataCipher cipher, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var team = await db.TeamOfRoundsAsync(teamId, caller, cancellationToken);

        // Both before the rounds, as always: nobody becomes absent while it is published, and who takes several times of a carer follows.
        await db.ShareRotaAsync(cancellationToken);
        await db.LockResourcesAsync([.. team.Members.Select(m => m.Id.Resource)], cancellationToken);

        // All rounds of the team's day, in one order: of two publications at once the second finds what the first has done.
        await db.Database.ExecuteSqlAsync(
            $"SELECT FROM rounds WHERE team = {teamId} AND date = (SELECT date FROM rounds WHERE id = {id}) ORDER BY id FOR UPDATE",
            cancellationToken);
        var round = await db.RoundAsync(team, id, cancellationToken);
        round.MustRest();
        var others = await db.Rounds.Where(r => r.Team == team.Id && r.Date == round.Date && r.PublishedAt != null && r.Id != round.Id)
            .ToListAsync(cancellationToken);
        foreach (var other in others)
        {
            other.BeSuperseded();
            await db.ReleaseAsync(other.Id, cancellationToken);
        }

        // The place of the team's day is free before it is taken: the index on it looks at each statement.
        await db.SaveChangesAsync(cancellationToken);
        var now = time.GetUtcNow();
        round.Publish(now);
        await db.MustHoldAsync(round, now, cancellationToken);
        await db.ReleaseAsync(round.Id, cancellationToken);
        foreach (var (member, stretch) in Stretches(round).OrderBy(one => one.Member).ThenBy(one => one.Stretch.Start))
        {
            if (!await db.TryClaimAsync(round.Id, new(member), stretch, now, cancellationToken))
                throw new DomainException(RoundErrors.TimeTaken, WhoseTime(team, member, stretch));
        }

        db.RecordAccess(caller, purpose, "round.publish", "round", $"{id}");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(round.View(team, round.Asked is null ? [] : round.OpenAsked(cipher).Pins));
    }

    private static IEnumerable<(Guid Member, Interval Stretch)> Stretches(Round round) => (round.Published?.Stops ?? [])
        .Select(stop => (stop.Member, From: stop.Start - stop.Travel, Until: stop.Booking is null ? stop.End : stop.Start))
        .Where(one => one.Until > one.From)
        .Select(one => (one.Member, new Interval(
            RoundBook.Instant(one.From, round.Date).ToUniversalTime(), RoundBook.Instant(one.Until, round.Date).ToUniversalTime())));

    private static string WhoseTime(Team team, Guid member, Interval stretch) =>
        $"{team.Members.FirstOrDefault(m => m.Id.Value == member)?.DisplayName ?? $"{member}"} has something else between "
        + $"{RoundBook.Clock(stretch.Start)} and {RoundBook.Clock(stretch.End)}.";
}
