using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Scheduling.Rounds.Solver;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace IntegratedCare.Scheduling.Rounds;

/// <summary>A visit is not needed any more: it leaves the round, and all others keep their carers and times.</summary>
internal static class RemoveVisit
{
    public static async Task<Ok<RoundView>> Handle(
        Guid teamId, Guid id, Guid visitId, Caller caller, Purpose purpose, SchedulingDb db, PersonalDataCipher cipher,
        IOptions<RoundSettings> settings, TimeProvider time, CancellationToken cancellationToken)
    {
        var team = await db.TeamOfRoundsAsync(teamId, caller, cancellationToken);
        var round = await db.LockRoundAsync(team, id, cancellationToken);
        round.MustRest();
        var now = RoundBook.Minutes(time.GetUtcNow(), round.Date);
        if (round.Plan?.Stops.Any(stop => stop.Visit == visitId && stop.Start <= now) is true) throw new DomainException(RoundErrors.VisitBegun);
        var asked = Without(round.OpenAsked(cipher), visitId);
        PlannedDay? plan = null;
        if (round.Plan is { } before)
        {
            var day = new RoundDay(asked, settings.Value);
            var problem = day.Problem(before with { Stops = [.. before.Stops.Where(stop => stop.Visit != visitId)] }, now);
            plan = day.Planned(problem, LeastDisruption.Keep(problem, day.Plan(before)));
        }

        round.Change(asked, new(cipher, round.Id), plan);
        db.RecordAccess(caller, purpose, "round.remove-visit", "round", $"{id}");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(round.View(team, asked.Pins));
    }

    private static AskedRound Without(AskedRound asked, Guid visit)
    {
        var place = asked.Visits.ToList().FindIndex(one => one.Id == visit);
        if (place < 0) throw new DomainException(RoundErrors.VisitUnknown);
        if (asked.Visits.Count == 1) throw new DomainException(RoundErrors.LastVisit);
        return asked with
        {
            Visits = [.. asked.Visits.Where(one => one.Id != visit)],
            Pins = [.. asked.Pins.Where(pin => pin.Visit != visit)],
            TravelMinutes = asked.TravelMinutes is { } minutes ? [.. Others(minutes).Select(row => (IReadOnlyList<double>)[.. Others(row)])] : null,
        };

        IEnumerable<T> Others<T>(IReadOnlyList<T> places) => places.Where((_, i) => i != place);
    }
}
