using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Ids;
using IntegratedCare.Scheduling.Bookings;

namespace IntegratedCare.Scheduling.Messages;

internal readonly record struct MessageId(Guid Value) : IEntityId<MessageId>
{
    public static MessageId New() => new(Guid.CreateVersion7());
    public static MessageId From(Guid value) => new(value);
}

/// <summary>What a person is told of their appointment.</summary>
public enum MessageKind { Confirmation, Rescheduled, Cancelled, Reminder }

/// <summary>How they are told.</summary>
public enum MessageChannel { Letter, Text, Email }

/// <summary>Where a message stands.</summary>
public enum MessageState
{
    /// <summary>It is to be sent, or to be printed.</summary>
    Waiting,

    /// <summary>A process is sending it.</summary>
    Claimed,

    /// <summary>The mail server has taken it.</summary>
    Sent,

    /// <summary>Somebody has printed the letter.</summary>
    Printed,

    /// <summary>It was not sent, and is tried no more unless an operator says so.</summary>
    Failed,

    /// <summary>The mail server was given it, and nobody knows whether it took it.</summary>
    Uncertain,

    /// <summary>An operator has seen to it that the person knows.</summary>
    Settled,

    /// <summary>The booking is another than it tells of, so it tells nobody anything any more.</summary>
    Obsolete,

    /// <summary>The mail server will never take it: a letter has taken its place.</summary>
    Replaced,
}

/// <summary>That a person is told of one state of their booking, in one way. It keeps no words: they are made from the booking when it is sent.</summary>
/// <remarks>
/// It is claimed, sent, and noted. <c>Claim</c> is of one attempt of one process: whoever has lost it can note nothing. <c>GivenAt</c> is noted before
/// the mail server is given anything, so that of an attempt which was left behind it is known whether the person may have been told.
/// </remarks>
internal sealed class Message
{
    public required MessageId Id { get; init; }
    public required BookingId Booking { get; init; }
    public required MessageKind Kind { get; init; }
    public required int BookingSequence { get; init; }
    public required MessageChannel Channel { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public MessageState State { get; private set; }
    public required DateTimeOffset StateSince { get; set; }
    public required DateTimeOffset NextAttemptAt { get; set; }
    public int Attempts { get; private set; }
    public Guid? Claim { get; private set; }                    // null: no process has it in hand
    public DateTimeOffset? ClaimedUntil { get; private set; }   // null: as the claim
    public DateTimeOffset? GivenAt { get; private set; }        // null: the server was given nothing
    public string? LastFailure { get; private set; }            // null: no attempt has failed

    public static Message About(Booking booking, MessageKind kind, MessageChannel channel, DateTimeOffset now) => new()
    {
        Id = MessageId.New(),
        Booking = booking.Id,
        Kind = kind,
        BookingSequence = booking.Sequence,
        Channel = channel,
        CreatedAt = now,
        StateSince = now,
        NextAttemptAt = now,
    };

    /// <summary>True where the booking is no longer what the message tells of, or the time it tells of has passed.</summary>
    /// <remarks>That an appointment is cancelled is worth telling for a day longer.</remarks>
    public bool IsOvertaken(Booking booking, DateTimeOffset now) =>
        booking.ErasedAt is not null || booking.Sequence != BookingSequence
        || now >= (Kind == MessageKind.Cancelled ? booking.StartsAt.AddDays(1) : booking.StartsAt);

    /// <summary>An operator has it tried anew, knowing that the person may have been told already where that is uncertain.</summary>
    public void TryAgain(DateTimeOffset now)
    {
        MustBeTroubled();
        (Claim, ClaimedUntil, GivenAt, Attempts, NextAttemptAt) = (null, null, null, 0, now);
        Become(MessageState.Waiting, now);
    }

    /// <summary>An operator has seen to it in another way.</summary>
    public void Settle(DateTimeOffset now)
    {
        MustBeTroubled();
        Become(MessageState.Settled, now);
    }

    /// <summary>The letter is on paper.</summary>
    public void Print(Booking booking, DateTimeOffset now)
    {
        MustBeLetter();
        if (State == MessageState.Printed) throw new DomainException(MessageErrors.Printed);
        if (State != MessageState.Waiting || IsOvertaken(booking, now)) throw new DomainException(MessageErrors.Overtaken);
        Become(MessageState.Printed, now);
    }

    public void MustBeLetter()
    {
        if (Channel != MessageChannel.Letter) throw new DomainException(MessageErrors.NoLetter);
    }

    private void MustBeTroubled()
    {
        if (State is not (MessageState.Failed or MessageState.Uncertain)) throw new DomainException(MessageErrors.NotTroubled);
    }

    private void Become(MessageState state, DateTimeOffset now) => (State, StateSince) = (state, now);
}
