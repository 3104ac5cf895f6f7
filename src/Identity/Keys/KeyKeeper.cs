using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace IntegratedCare.Identity.Keys;

/// <summary>Reads and changes the line of keys in the database, one replica at a time.</summary>
internal sealed class KeyKeeper(
    IdentityDb db, KeyProtection protection, IOptions<KeyPolicy> policy, TimeProvider time, ILogger<KeyKeeper> logger)
{
    private const long RingLock = 7_501_975_102;

    /// <summary>As <see cref="KeyRing.ExtendIfDue"/>; whichever replica comes first does it, the rest find it done.</summary>
    public Task ExtendIfDueAsync(CancellationToken cancellationToken) => AloneAsync(async () =>
    {
        var next = (await ReadForChangeAsync(cancellationToken)).ExtendIfDue(time.GetUtcNow(), protection);
        if (next is not null) Add(next);
        return next;
    }, cancellationToken);

    /// <summary>As <see cref="KeyRing.RotateNow"/>; <paramref name="record"/> adds what is to be stored with it.</summary>
    public Task<SigningKey> RotateNowAsync(Action<SigningKey> record, CancellationToken cancellationToken) => AloneAsync(async () =>
    {
        var (next, isNew) = (await ReadForChangeAsync(cancellationToken)).RotateNow(time.GetUtcNow(), protection);
        if (isNew) Add(next);
        record(next);
        return next;
    }, cancellationToken);

    public async Task<KeyRing> ReadAsync(CancellationToken cancellationToken) =>
        new(await db.SigningKeys.AsNoTracking().OrderByDescending(key => key.Generation).Take(KeysReadMax)
            .ToListAsync(cancellationToken), policy.Value);

    /// <summary>The published keys as a JSON Web Key Set (RFC 7517).</summary>
    public async Task<string> ReadPublishedAsync(CancellationToken cancellationToken)
    {
        var ring = await ReadAsync(cancellationToken);
        return JsonSerializer.Serialize(
            new PublishedKeysView([.. ring.PublishedAt(time.GetUtcNow()).Select(key => key.Published())]),
            JsonSerializerOptions.Web);
    }

    // Older keys have long ended; a line that an operator rotates every few seconds still fits.
    private const int KeysReadMax = 200;

    private async Task<KeyRing> ReadForChangeAsync(CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        return new(await db.SigningKeys.OrderByDescending(key => key.Generation).Take(KeysReadMax)
            .ToListAsync(cancellationToken), policy.Value);
    }

    private void Add(SigningKey next)
    {
        db.SigningKeys.Add(next);
        logger.KeyMade(next.Id, next.Generation, next.SignsFrom);
    }

    private async Task<T> AloneAsync<T>(Func<Task<T>> change, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({RingLock})", cancellationToken);
        var changed = await change();
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return changed;
    }
}

internal static partial class KeyLog
{
    [LoggerMessage(Level = LogLevel.Information,
        Message = "Signing key {KeyId} of generation {Generation} is published and signs from {SignsFrom:O}")]
    public static partial void KeyMade(this ILogger logger, string keyId, int generation, DateTimeOffset signsFrom);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The signing keys could not be looked after; the next look is in a while")]
    public static partial void KeysNotReached(this ILogger logger, Exception exception);
}
