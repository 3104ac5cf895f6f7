using System.Buffers.Text;
using System.Security.Cryptography;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Ids;
using IntegratedCare.Scheduling.Teams;

namespace IntegratedCare.Scheduling.Calendars;

internal readonly record struct CalendarFeedId(Guid Value) : IEntityId<CalendarFeedId>
{
    public static CalendarFeedId New() => new(Guid.CreateVersion7());
    public static CalendarFeedId From(Guid value) => new(value);
}

/// <summary>A secret address under which one member's diary may be read by their calendar program, until it is revoked.</summary>
/// <remarks>
/// Calendar programs bring no token, so the address is the key. It is shown once; the row has its hash, which opens nothing. What it opens names
/// no person: the service, the place, the time, and the booking's reference.
/// </remarks>
internal sealed class CalendarFeed
{
    private const int SecretBytes = 32;

    public required CalendarFeedId Id { get; init; }
    public required MemberId Member { get; init; }
    public required byte[] SecretHash { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }
    public required string OpenedBySubject { get; init; }
    public DateTimeOffset? RevokedAt { get; private set; }      // null: it opens
    public DateTimeOffset? LastReadAt { get; set; }             // null: never read

    public static (CalendarFeed Feed, string Key) Open(MemberId member, Caller caller, DateTimeOffset now)
    {
        var secret = RandomNumberGenerator.GetBytes(SecretBytes);
        var feed = new CalendarFeed
        {
            Id = CalendarFeedId.New(), Member = member, SecretHash = SHA256.HashData(secret), OpenedAt = now, OpenedBySubject = caller.Subject,
        };
        return (feed, Base64Url.EncodeToString(secret));
    }

    /// <summary>What is looked for when somebody brings a key; null for what is none.</summary>
    public static byte[]? HashOf(string key)
    {
        Span<byte> secret = stackalloc byte[SecretBytes];
        return key.Length == Base64Url.GetEncodedLength(SecretBytes) && Base64Url.IsValid(key)
            && Base64Url.TryDecodeFromChars(key, secret, out var written) && written == SecretBytes
            ? SHA256.HashData(secret)
            : null;
    }

    public void Revoke(DateTimeOffset now) => RevokedAt ??= now;
}
