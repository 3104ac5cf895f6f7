using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.PersonalData;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace IntegratedCare.Scheduling.Rounds;

/// <summary>Says which visits stay with whom, and which also when. What bookings promise stays pinned whoever asks.</summary>
internal static class PutPins
{
    public static string TagOf(Round round) => $"\"{round.Version}\"";

    public static async Task<Ok<RoundView>> Handle(
        Guid teamId, Guid id, PutPinsRequest request, Caller caller, Purpose purpose, SchedulingDb db, PersonalDataCipher cipher,
        IOptions<RoundSettings> settings, HttpRequest http, HttpResponse response, CancellationToken cancellationToken)
    {
        var team = await db.TeamOfRoundsAsync(teamId, caller, cancellationToken);
        var round = await db.LockRoundAsync(team, id, cancellationToken);
        CheckVersion(http, round);
        round.MustRest();
        var asked = round.OpenAsked(cipher);
        var booked = asked.Visits.Where(visit => visit.Booking is not null).Select(visit => visit.Id).ToHashSet();
        var day = new RoundDay(asked, settings.Value);
        AskedPin[] pins =
        [
            .. asked.Pins.Where(pin => booked.Contains(pin.Visit)),
            .. request.Pins.Where(pin => !booked.Contains(pin.VisitId)).Select(pin => Pin(pin, asked, round.Plan, day)),
        ];
        Check(pins);
        round.Change(asked with { Pins = pins }, new(cipher, round.Id), plan: null);
        db.RecordAccess(caller, purpose, "round.pin", "round", $"{id}");
        await db.SaveChangesAsync(cancellationToken);
        response.Headers.ETag = TagOf(round);
        return TypedResults.Ok(round.View(team, pins));
    }

    private static AskedPin Pin(PinEntry entry, AskedRound asked, PlannedDay? plan, RoundDay day)
    {
        var half = asked.Visits.FirstOrDefault(visit => visit.Id == entry.VisitId)?.Half(entry.Second)
            ?? throw new DomainException(RoundErrors.VisitUnknown);
        var stop = plan?.Stops.FirstOrDefault(one => one.Visit == entry.VisitId && one.Second == entry.Second);
        if (entry.Locked)
        {
            if (stop is null) throw new DomainException(RoundErrors.NotPlanned);
            if (entry.MemberId is { } other && other != stop.Member) throw new DomainException(RoundErrors.CarerUnknown);
            return new(entry.VisitId, entry.Second, stop.Member, stop.Start);
        }

        var member = entry.MemberId ?? stop?.Member ?? throw new DomainException(RoundErrors.CarerUnknown);
        if (asked.Carers.All(carer => carer.Member != member)) throw new DomainException(RoundErrors.CarerUnknown);
        if (!day.IsAble(member, half)) throw new DomainException(RoundErrors.CarerUnable);
        return new(entry.VisitId, entry.Second, member, null);
    }

    private static void Check(AskedPin[] pins)
    {
        if (pins.DistinctBy(pin => (pin.Visit, pin.Second)).Count() < pins.Length) throw new DomainException(RoundErrors.VisitTwice);
        if (pins.DistinctBy(pin => (pin.Visit, pin.Member)).Count() < pins.Length) throw new DomainException(RoundErrors.CarerUnable);
    }

    private static void CheckVersion(HttpRequest request, Round round)
    {
        var asked = request.Headers.IfMatch;
        if (asked.Count == 0) throw new DomainException(RequestErrors.IfMatchMissing);
        var tags = asked.SelectMany(header => (header ?? string.Empty).Split(','), (_, tag) => tag.Trim());
        if (!tags.Any(tag => tag == "*" || tag == TagOf(round))) throw new DomainException(RequestErrors.Stale);
    }
}
