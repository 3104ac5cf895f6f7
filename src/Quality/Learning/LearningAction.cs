using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Ids;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Quality.Measures;

namespace IntegratedCare.Quality.Learning;

internal readonly record struct LearningActionId(Guid Value) : IEntityId<LearningActionId>
{
    public static LearningActionId New() => new(Guid.CreateVersion7());
    public static LearningActionId From(Guid value) => new(value);
}

/// <summary>What is to change because of what was learnt, by whom and by when.</summary>
internal sealed class LearningAction
{
    public const int TextLengthMax = 2_000;
    public const string WordsColumn = "learning_actions.words";
    public const string DoneColumn = "learning_actions.done";

    private LearningAction() { }

    public required LearningActionId Id { get; init; }
    public required LearningResponseId ResponseId { get; init; }
    public byte[]? Words { get; private set; }          // encrypted: what is to be done; null: erased
    public required string Owner { get; init; }
    public required DateOnly DueOn { get; init; }       // London's date; overdue from the day after
    public required string BySubject { get; init; }
    public required string ByRole { get; init; }
    public required DateTimeOffset At { get; init; }
    public byte[]? Done { get; private set; }           // encrypted: what was done; null: it is open
    public DateTimeOffset? DoneAt { get; private set; }
    public string? DoneBySubject { get; private set; }
    public string? DoneByRole { get; private set; }

    public static LearningAction Agree(
        LearningResponseId response, AgreeActionRequest asked, PersonalDataCipher cipher, Caller by, DateOnly today, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(asked.Action)) throw new DomainException(LearningErrors.ActionWordsMissing);
        if (!Offices.All.Contains(asked.Owner)) throw new DomainException(LearningErrors.OwnerUnknown);
        LearningResponse.MustLieAhead(asked.DueOn, today);
        var id = LearningActionId.New();
        return new()
        {
            Id = id,
            ResponseId = response,
            Words = cipher.Encrypt(asked.Action.Trim(), WordsColumn, id.Value),
            Owner = asked.Owner,
            DueOn = asked.DueOn,
            BySubject = by.Subject,
            ByRole = by.Role,
            At = now,
        };
    }

    public void Finish(string what, PersonalDataCipher cipher, Caller by, DateTimeOffset now)
    {
        if (DoneAt is not null) throw new DomainException(LearningErrors.ActionDone);
        if (!by.Is(Roles.ChiefNurse) && by.Role != Owner) throw new DomainException(LearningErrors.ActionNotYours);
        if (string.IsNullOrWhiteSpace(what)) throw new DomainException(LearningErrors.ActionWordsMissing);
        (Done, DoneAt, DoneBySubject, DoneByRole) = (cipher.Encrypt(what.Trim(), DoneColumn, Id.Value), now, by.Subject, by.Role);
    }

    /// <summary>From here on it is a fact without words.</summary>
    public void Erase() => (Words, Done) = (null, null);
}
