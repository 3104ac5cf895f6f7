using System.Text.Json;
using IntegratedCare.Identity.Accounts;
using IntegratedCare.Identity.Memberships;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Ids;
using IntegratedCare.Kernel.Mail;
using IntegratedCare.Kernel.PersonalData;

namespace IntegratedCare.Identity.Invitations;

internal readonly record struct InvitationId(Guid Value) : IEntityId<InvitationId>
{
    public static InvitationId From(Guid value) => new(value);
}

/// <summary>Somebody is asked to open an account, with the memberships it will have. The mailed link works once, for a while.</summary>
internal sealed class Invitation
{
    public required InvitationId Id { get; init; }
    public byte[] SecretHash { get; private set; } = [];
    public byte[] SealedEmail { get; private init; } = [];
    public byte[] SealedName { get; private init; } = [];
    public required string EmailHash { get; init; }
    public string Memberships { get; private init; } = "[]";            // as JSON: wishes, and nothing that is looked for
    public required DateTimeOffset InvitedAt { get; init; }
    public DateTimeOffset ExpiresAt { get; private set; }
    public DateTimeOffset? WithdrawnAt { get; private set; }            // null: it stands
    public DateTimeOffset? AcceptedAt { get; private set; }             // null: not accepted
    public Guid? AccountId { get; private set; }                        // null as AcceptedAt

    public static (Invitation Invitation, IdentifiedSecret Secret) To(
        EmailAddress email, string displayName, IReadOnlyList<MembershipWish> wishes, PersonalDataCipher cipher, DateTimeOffset now,
        DateTimeOffset expiresAt)
    {
        var secret = IdentifiedSecret.New();
        return (new()
        {
            Id = new(secret.Id),
            SecretHash = secret.Hash,
            SealedEmail = cipher.Encrypt(email.Value, EmailContext(secret.Id)),
            SealedName = cipher.Encrypt(displayName, NameContext(secret.Id)),
            EmailHash = cipher.KeyedHash(email.Value, "invitations.email"),
            Memberships = JsonSerializer.Serialize(wishes),
            InvitedAt = now,
            ExpiresAt = expiresAt,
        }, secret);
    }

    public EmailAddress Email(PersonalDataCipher cipher) => new(cipher.Decrypt(SealedEmail, EmailContext(Id.Value)));

    public string DisplayName(PersonalDataCipher cipher) => cipher.Decrypt(SealedName, NameContext(Id.Value));

    public IReadOnlyList<MembershipWish> Wishes() => JsonSerializer.Deserialize<List<MembershipWish>>(Memberships) ?? [];

    public bool IsOpenAt(DateTimeOffset now) => IsPending && now < ExpiresAt;

    public bool IsPending => WithdrawnAt is null && AcceptedAt is null;

    public void Withdraw(DateTimeOffset now)
    {
        if (!IsPending) throw new DomainException(InvitationErrors.Closed);
        WithdrawnAt = now;
    }

    /// <summary>Another link, in whose place the former one works no more.</summary>
    public IdentifiedSecret Renew(DateTimeOffset expiresAt)
    {
        if (!IsPending) throw new DomainException(InvitationErrors.Closed);
        var secret = IdentifiedSecret.Of(Id.Value);
        (SecretHash, ExpiresAt) = (secret.Hash, expiresAt);
        return secret;
    }

    public void AcceptedBy(Account account, DateTimeOffset now) => (AcceptedAt, AccountId) = (now, account.Id);

    private static string EmailContext(Guid id) => $"invitations.email/{id}";

    private static string NameContext(Guid id) => $"invitations.name/{id}";
}
