using IntegratedCare.Identity.Accounts;
using IntegratedCare.Identity.Memberships;
using IntegratedCare.Identity.Personas;
using IntegratedCare.Identity.SigningIn;
using IntegratedCare.Kernel.Ids;

namespace IntegratedCare.Identity.Sessions;

internal readonly record struct SessionId(Guid Value) : IEntityId<SessionId>
{
    public static SessionId New() => new(Guid.CreateVersion7());

    public static SessionId From(Guid value) => new(value);
}

/// <summary>Why a session ended before its time.</summary>
public enum SessionEnding
{
    SignedOut,
    Replaced,
    Revoked,
    TooMany,
    PasswordChanged,
    EmailChanged,
    SecondFactorChanged,
    Suspended,
    MembershipsChanged,
}

/// <summary>A browser in which an account, or in a demonstration a persona, is signed in.</summary>
/// <remarks>The browser alone has the secret; here lies its hash, which opens nothing.</remarks>
internal sealed class Session
{
    public required SessionId Id { get; init; }
    public required byte[] SecretHash { get; set; }
    public Guid? AccountId { get; init; }                               // null: a persona's session
    public string? PersonaName { get; init; }                           // null: an account's session
    public MembershipId? ActingMembership { get; set; }                 // null: a persona's session, or a waiting sign-in without a choice yet
    public required string AuthenticationMethods { get; init; }         // of RFC 8176, with spaces between
    public bool AwaitsSecondFactor { get; init; }                       // then it opens nothing but that question
    public DateTimeOffset? PasswordChangedAt { get; set; }              // the account's as this session began: with another password it opens nothing
    public required string DeviceLabel { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset LastUsedAt { get; set; }
    public required DateTimeOffset IdleEndsAt { get; set; }
    public required DateTimeOffset EndsAt { get; init; }
    public DateTimeOffset? EndedAt { get; private set; }                // null: it was not ended before its time
    public SessionEnding? Ending { get; private set; }                  // null as EndedAt

    public string Subject => AccountId is { } account ? Account.SubjectOf(account) : Persona.SubjectOf(PersonaName ?? "unknown");

    /// <summary>Whether more than one factor was given as it began, here or at a provider that assures so.</summary>
    public bool HasSeveralFactors => AuthenticationMethods.Split(' ').Contains(SignInMethods.SeveralFactors);

    public bool IsAliveAt(DateTimeOffset now) => EndedAt is null && now < IdleEndsAt && now < EndsAt;

    /// <summary>The browser gets another secret, because what the session may do has changed; the old one opens nothing any more.</summary>
    public IdentifiedSecret Renew()
    {
        var secret = IdentifiedSecret.Of(Id.Value);
        SecretHash = secret.Hash;
        return secret;
    }

    public void End(SessionEnding why, DateTimeOffset now)
    {
        if (EndedAt is not null) return;
        (EndedAt, Ending) = (now, why);
    }
}
