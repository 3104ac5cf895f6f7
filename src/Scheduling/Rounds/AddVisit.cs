using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Scheduling.Rounds.Solver;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace IntegratedCare.Scheduling.Rounds;

/// <summary>A visit comes into a planned day: as few others as possible get another carer or time, none an earlier one with the same carer.</summary>
internal static class AddVisit
{
    public static async Task<Ok<AddedVisit>> Handle(
        Guid teamId, Guid id, AddVisitRequest request, Caller caller, Purpose purpose, SchedulingDb db, PersonalDataCipher cipher,
        IOptions<RoundSettings> settings, TimeProvider time, CancellationToken cancellationToken)
    {
        var team = await db.TeamOfRoundsAsync(teamId, caller, cancellationToken);
        var round = await db.LockRoundAsync(team, id, cancellationToken);
        round.MustRest();
        var plan = round.Plan ?? throw new DomainException(RoundErrors.NotPlanned);
        var before = round.OpenAsked(cipher);
        if (before.TravelMinutes is not null) throw new DomainException(RoundErrors.TravelInvalid, "The day's travel times do not reach the new place.");
        if (before.Visits.Count >= RoundLimits.VisitsMax) throw new DomainException(RoundErrors.TooMany);
        if (before.Visits.Any(visit => visit.Id == request.Visit.Id)) throw new DomainException(RoundErrors.VisitTwice);

        var asked = await db.WithVisitAsync(team, round.Date, before, request.Visit, cancellationToken);
        var day = new RoundDay(asked, settings.Value);
        var problem = day.Problem(plan, RoundBook.Minutes(time.GetUtcNow(), round.Date));
        if (LeastDisruption.Insert(problem, day.Plan(plan), asked.Visits.Count - 1) is not var (found, _))
            throw new DomainException(RoundErrors.NoRoom);
        var planned = day.Planned(problem, found);
        if (!request.Preview) round.Change(asked, new(cipher, round.Id), planned);
        db.RecordAccess(caller, purpose, request.Preview ? "round.preview-visit" : "round.add-visit", "round", $"{id}");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new AddedVisit(request.Preview, Moves(plan, planned, round.Date), round.View(team, asked.Pins, planned)));
    }

    private static MovedStop[] Moves(PlannedDay before, PlannedDay after, DateOnly date)
    {
        var now = after.Stops.ToDictionary(stop => (stop.Visit, stop.Second));
        return [.. before.Stops
            .Where(stop => now.TryGetValue((stop.Visit, stop.Second), out var there) && (there.Member, there.Start) != (stop.Member, stop.Start))
            .Select(stop => (From: stop, To: now[(stop.Visit, stop.Second)]))
            .Select(move => new MovedStop(
                move.From.Visit, move.From.Second, move.From.Member, move.To.Member,
                RoundBook.Instant(move.From.Start, date), RoundBook.Instant(move.To.Start, date)))];
    }
}
