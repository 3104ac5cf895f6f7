using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace IntegratedCare.Identity.Clients;

/// <summary>One of a client's secrets: what is kept of it, until when it works, and when it last did.</summary>
internal sealed class ClientSecret
{
    private const int RandomBytes = 32;

    public required Guid Id { get; init; }
    public required SecretHash Hash { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
    public DateTimeOffset? WorksUntil { get; private set; }     // null: until another takes its place
    public DateTimeOffset? LastUsedAt { get; private set; }     // null: never; else true to the minute

    public static ClientSecret Of(string secret, DateTimeOffset now) =>
        new() { Id = Guid.CreateVersion7(), Hash = SecretHash.Of(secret), MadeAt = now };

    /// <summary>A secret that nobody could guess, and what is kept of it; the text itself is shown once.</summary>
    public static (ClientSecret Kept, string Text) Generate(DateTimeOffset now)
    {
        var text = Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(RandomBytes));
        return (Of(text, now), text);
    }

    public bool WorksAt(DateTimeOffset now) => WorksUntil is not { } end || now < end;

    /// <summary>Ends the secret then, unless it ends sooner anyway.</summary>
    public void EndBy(DateTimeOffset end)
    {
        if (WorksAt(end)) WorksUntil = end;
    }
}
