using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Ids;

namespace IntegratedCare.Ledger.Reminders;

internal readonly record struct ReminderId(Guid Value) : IEntityId<ReminderId>
{
    public static ReminderId New() => new(Guid.CreateVersion7());

    public static ReminderId From(Guid value) => new(value);
}

/// <summary>A mail to a partner about what falls due on a day or fell due. There is one of each kind for a day, and it is sent once.</summary>
internal sealed class Reminder
{
    public required ReminderId Id { get; init; }

    public required string FundCode { get; init; }

    public required string Partner { get; init; }

    public required DateOnly DueOn { get; init; }

    public required ReminderKind Kind { get; init; }

    public required ReminderState State { get; set; }

    public required DateTimeOffset StateSince { get; set; }

    public required DateTimeOffset NextAttemptAt { get; set; }

    public int Attempts { get; private set; }

    /// <summary>Which attempt has it in hand; null: none.</summary>
    public Guid? Claim { get; private set; }

    public DateTimeOffset? ClaimedUntil { get; private set; }     // null: no attempt has it in hand

    /// <summary>When the mail server was about to be given it; null: it was given nothing.</summary>
    public DateTimeOffset? GivenAt { get; private set; }

    public string? LastFailure { get; init; }                // null: no attempt has failed

    /// <summary>An operator has it sent again, with all its attempts; what an earlier attempt still notes of it counts no more.</summary>
    public void TryAgain(DateTimeOffset now)
    {
        MustBeTroubled();
        (Claim, ClaimedUntil, GivenAt, Attempts, NextAttemptAt) = (null, null, null, 0, now);
        (State, StateSince) = (ReminderState.Waiting, now);
    }

    /// <summary>An operator knows that it arrived, or has seen to it in another way.</summary>
    public void Settle(DateTimeOffset now)
    {
        MustBeTroubled();
        (Claim, State, StateSince) = (null, ReminderState.Settled, now);
    }

    private void MustBeTroubled()
    {
        if (State is not (ReminderState.Failed or ReminderState.Uncertain)) throw new DomainException(ReminderErrors.NotTroubled);
    }
}

/// <summary>On which side of the day a reminder goes out.</summary>
public enum ReminderKind
{
    /// <summary>It falls due.</summary>
    Before,

    /// <summary>It is late.</summary>
    After,
}

/// <summary>What has become of a reminder.</summary>
public enum ReminderState
{
    /// <summary>It is to be sent.</summary>
    Waiting,

    /// <summary>An attempt is under way.</summary>
    Claimed,

    /// <summary>The mail server took it.</summary>
    Sent,

    /// <summary>The mail server was given it and nobody heard whether it took it: nobody sends it again without an operator's word.</summary>
    Uncertain,

    /// <summary>The mail server does not take it.</summary>
    Failed,

    /// <summary>It was paid before the mail went out.</summary>
    Obsolete,

    /// <summary>An operator knows that the partner was told, or has seen to it in another way.</summary>
    Settled,
}
