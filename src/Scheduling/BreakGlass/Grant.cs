using IntegratedCare.Contracts.Scheduling;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Ids;

namespace IntegratedCare.Scheduling.BreakGlass;

internal readonly record struct GrantId(Guid Value) : IEntityId<GrantId>
{
    public static GrantId New() => new(Guid.CreateVersion7());
    public static GrantId From(Guid value) => new(value);
}

/// <summary>What kind of emergency it is.</summary>
public enum EmergencyCategory
{
    /// <summary>Somebody's life is in danger.</summary>
    LifeThreatening,

    /// <summary>The person cannot answer for themselves.</summary>
    Unconscious,

    /// <summary>A child or an adult at risk must be protected now.</summary>
    Safeguarding,

    /// <summary>Anything else; the reason says what.</summary>
    Other,
}

/// <summary>What the privacy officer made of it.</summary>
public enum ReviewOutcome { Justified, NotJustified }

/// <summary>Somebody without a relationship opened a person's bookings in an emergency: to read, for a short while, and to answer for it.</summary>
/// <remarks>It says nothing about whether the place knows the person: it is given for any NHS number.</remarks>
internal sealed class Grant
{
    private Grant() { }

    public required GrantId Id { get; init; }
    public required string PersonKey { get; init; }
    public required string Subject { get; init; }
    public string? SessionId { get; private init; }             // null: no browser session
    public required string Role { get; init; }
    public string? OrganisationCode { get; private init; }      // null: they act for the place itself
    public required EmergencyCategory Category { get; init; }
    public required byte[] Reason { get; init; }                // encrypted: it may be clinical
    public required DateTimeOffset OpenedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? EndedAt { get; private set; }        // null: nobody ended it early
    public required DateTimeOffset ReviewDueAt { get; init; }
    public ReviewOutcome? Outcome { get; private set; }         // null: not reviewed yet
    public byte[]? ReviewNote { get; private set; }             // encrypted; null: not reviewed yet
    public string? ReviewedBySubject { get; private set; }      // null: not reviewed yet
    public DateTimeOffset? ReviewedAt { get; private set; }     // null: not reviewed yet

    public static Grant Open(
        string personKey, EmergencyCategory category, Func<GrantId, byte[]> seal, Caller caller, BreakGlassPolicy policy, DateTimeOffset now)
    {
        if (caller.IsProgram) throw new DomainException(BreakGlassErrors.PeopleOnly);
        var id = GrantId.New();
        return new()
        {
            Id = id,
            PersonKey = personKey,
            Subject = caller.Subject,
            SessionId = caller.SessionId,
            Role = caller.Role,
            OrganisationCode = caller.OrganisationCode,
            Category = category,
            Reason = seal(id),
            OpenedAt = now,
            ExpiresAt = now.AddMinutes(policy.Minutes),
            ReviewDueAt = WorkingDays.After(now, policy.ReviewWorkingDays),
        };
    }

    public void End(Caller caller, DateTimeOffset now)
    {
        if (caller.Subject != Subject && !caller.Is(Roles.PrivacyOfficer)) throw new DomainException(BreakGlassErrors.Unknown);
        if (!IsOpenAt(now)) throw new DomainException(BreakGlassErrors.Ended);
        EndedAt = now;
    }

    public void Review(ReviewOutcome outcome, byte[] note, Caller caller, DateTimeOffset now)
    {
        if (caller.Subject == Subject) throw new DomainException(BreakGlassErrors.OwnGrant);
        if (IsOpenAt(now)) throw new DomainException(BreakGlassErrors.StillOpen);
        if (ReviewedAt is not null) throw new DomainException(BreakGlassErrors.Reviewed);
        (Outcome, ReviewNote, ReviewedBySubject, ReviewedAt) = (outcome, note, caller.Subject, now);
    }

    public bool IsOpenAt(DateTimeOffset now) => EndedAt is null && now < ExpiresAt;

    /// <summary>What the alert says: who and what kind of emergency, never whom it concerns nor why.</summary>
    public BreakGlassOpened Opened() => new(
        Id.Value, Subject, Role, OrganisationCode, System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(Category.ToString()), OpenedAt);
}
