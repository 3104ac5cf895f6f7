using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Ids;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Scheduling.Teams;

namespace IntegratedCare.Scheduling.Rounds;

internal readonly record struct RoundId(Guid Value) : IEntityId<RoundId>
{
    public static RoundId New() => new(Guid.CreateVersion7());
    public static RoundId From(Guid value) => new(value);
}

/// <summary>How far the planning of a round is.</summary>
public enum RoundStatus
{
    /// <summary>It waits for a worker.</summary>
    Queued,

    /// <summary>A worker searches; what it has so far is told.</summary>
    Running,

    /// <summary>There is a plan.</summary>
    Planned,

    /// <summary>It was stopped before there was a plan.</summary>
    Cancelled,

    /// <summary>The search failed again and again; operators find why in the log.</summary>
    Failed,
}

/// <summary>A team's home visits of one day: what was asked, the plan worked on, and the plan that the team follows.</summary>
/// <remarks>The two plans name visits, carers and times only. Where people live stands in <see cref="Asked"/>, encrypted, for some weeks.</remarks>
internal sealed class Round
{
    private const int AttemptsMax = 3;

    public required RoundId Id { get; init; }
    public required TeamId Team { get; init; }
    public required DateOnly Date { get; init; }
    public required string MadeBySubject { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
    public required int Seed { get; init; }
    public RoundStatus Status { get; private set; }
    public int Seconds { get; private set; }
    public byte[]? Asked { get; private set; }                  // null: forgotten
    public List<Guid> Bookings { get; private set; } = [];
    public PlannedDay? Plan { get; private set; }               // null: there is none yet
    public PlannedDay? Published { get; private set; }          // null: not published, or another round has taken its place
    public DateTimeOffset? PublishedAt { get; private set; }
    public DateTimeOffset QueuedAt { get; private set; }
    public DateTimeOffset? LeaseUntil { get; private set; }     // null: no worker has it
    public Guid? LeaseHolder { get; private set; }
    public int Attempts { get; private set; }
    public bool IsStopAsked { get; private set; }
    public long Iterations { get; private set; }
    public double? BestCost { get; private set; }               // minutes; null: nothing told yet
    public double SearchedSeconds { get; private set; }
    public int Version { get; private set; } = 1;

    public static Round Of(RoundSeal seal, TeamId team, AskedRound asked, PlanRoundRequest request, Caller caller, DateTimeOffset now)
    {
        var round = new Round
        {
            Id = seal.Round, Team = team, Date = request.Date, MadeBySubject = caller.Subject, MadeAt = now, Seed = request.Seed,
        };
        round.Ask(asked, seal);
        round.Queue(request.Seconds, now);
        return round;
    }

    public AskedRound OpenAsked(PersonalDataCipher cipher) =>
        AskedRound.Open(Asked ?? throw new DomainException(RoundErrors.Forgotten), new(cipher, Id));

    public void Optimise(int seconds, DateTimeOffset now)
    {
        MustRest();
        if (Asked is null) throw new DomainException(RoundErrors.Forgotten);
        Queue(seconds, now);
    }

    /// <summary>Ends the search: what a worker has found by then is the plan; before one began, the earlier plan stays, if there is one.</summary>
    public void Stop()
    {
        if (Status is not (RoundStatus.Queued or RoundStatus.Running)) throw new DomainException(RoundErrors.NotBusy);
        Version++;
        if (Status == RoundStatus.Running) IsStopAsked = true;
        else Status = Plan is null ? RoundStatus.Cancelled : RoundStatus.Planned;
    }

    public void Change(AskedRound asked, RoundSeal seal, PlannedDay? plan)
    {
        MustRest();
        Ask(asked, seal);
        Plan = plan ?? Plan;
        Version++;
    }

    /// <summary>A worker's search has ended.</summary>
    public void BePlanned(PlannedDay plan, long iterations, double seconds)
    {
        (Plan, Iterations, SearchedSeconds, BestCost) = (plan, iterations, seconds, plan.CostMinutes);
        Rest(RoundStatus.Planned);
    }

    /// <summary>A worker gives the round back: it stops, or something went wrong.</summary>
    public void BeGivenBack(bool failed) => Rest(failed && Attempts >= AttemptsMax ? RoundStatus.Failed : RoundStatus.Queued);

    public void Publish(DateTimeOffset now)
    {
        MustRest();
        (Published, PublishedAt) = (Plan ?? throw new DomainException(RoundErrors.NotPlanned), now);
        Version++;
    }

    /// <summary>The team follows it no longer: who published it was wrong.</summary>
    public void Withdraw()
    {
        if (PublishedAt is null) throw new DomainException(RoundErrors.NotPublished);
        BeSuperseded();
    }

    /// <summary>Another round of the team's day has been published.</summary>
    public void BeSuperseded() => (Published, PublishedAt, Version) = (null, null, Version + 1);

    public void MustRest()
    {
        if (Status is RoundStatus.Queued or RoundStatus.Running) throw new DomainException(RoundErrors.Busy);
    }

    private void Ask(AskedRound asked, RoundSeal seal)
    {
        Asked = asked.Close(seal);
        Bookings = [.. asked.Visits.Where(visit => visit.Booking is not null).Select(visit => visit.Booking!.Value)];
    }

    private void Queue(int seconds, DateTimeOffset now)
    {
        (Status, Seconds, QueuedAt, Attempts, Iterations, BestCost, SearchedSeconds) = (RoundStatus.Queued, seconds, now, 0, 0, null, 0);
        Version++;
    }

    private void Rest(RoundStatus status)
    {
        (Status, LeaseUntil, LeaseHolder, IsStopAsked) = (status, null, null, false);
        Version++;
    }
}
