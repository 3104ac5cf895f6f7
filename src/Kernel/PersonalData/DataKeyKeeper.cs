using System.Security.Cryptography;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IntegratedCare.Kernel.PersonalData;

/// <summary>Makes, wraps, retires and destroys the service's data keys, one replica at a time.</summary>
internal sealed partial class DataKeyKeeper(
    KernelDb db, KeyEncryptionKeys wrapping, DataKeyRing ring, SealedValues values, ServiceName service,
    IOptions<DataKeyPolicy> policy, TimeProvider time, ILogger<DataKeyKeeper> logger)
{
    private const long KeysLock = 7_501_975_201;

    /// <summary>What wraps "key" 0, which stands for the values that lie under the setting itself.</summary>
    private const string WrappedByNone = "settings";

    /// <summary>
    /// Leaves the service with a data key that opens: makes the first, and wraps all under the current key-encryption key where that has changed.
    /// </summary>
    /// <exception cref="WrongPersonalDataKeyException">The keys of this place are others. Nothing has been changed.</exception>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        await AloneAsync(async keys =>
        {
            if (keys.Count == 0) await BeginAsync(cancellationToken);
            else Rewrap(keys);
        }, cancellationToken);
        ring.Refresh();
    }

    /// <summary>From now on new values lie under a new key; the worker takes the old ones over.</summary>
    public async Task<DataKey> RotateAsync(Caller caller, Purpose purpose, CancellationToken cancellationToken)
    {
        DataKey? next = null;
        await AloneAsync(keys =>
        {
            Rewrap(keys);
            var now = time.GetUtcNow();
            foreach (var key in keys.Where(key => key.RetiredAt is null)) key.RetiredAt = now;
            next = Make(keys.Max(key => key.Id) + 1);
            db.RecordAccess(caller, purpose, "data-key.rotate", "data-key", $"{next.Id}");
            return Task.CompletedTask;
        }, cancellationToken);
        ring.Refresh();
        return next ?? throw new InvalidOperationException("A rotation makes a key.");
    }

    /// <summary>Destroys the retired keys that no value needs and no replica can still write with; how many retired ones are left.</summary>
    public async Task<int> DestroyUnusedAsync(CancellationToken cancellationToken)
    {
        var left = 0;
        await AloneAsync(async keys =>
        {
            var latest = time.GetUtcNow().AddHours(-policy.Value.KeepRetiredKeysHours);
            foreach (var key in keys.Where(key => key.RetiredAt is not null && key.WrappedKey is not null))
            {
                if (key.RetiredAt > latest || await SealedValues.AnyUnderAsync(db, key.Id, cancellationToken))
                {
                    left++;
                    continue;
                }

                key.WrappedKey = null;
                Destroyed(logger, key.Id);
            }
        }, cancellationToken);
        return left;
    }

    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        if (await SealedValues.AnyUnderAsync(db, SealedText.DirectKeyId, cancellationToken))
        {
            if (!await values.CanOpenDirectAsync(db, cancellationToken))
                throw new WrongPersonalDataKeyException($"PersonalData:Key is not the key that the values of {service.Value} were encrypted under.");
            await db.Database.ExecuteSqlAsync(
                $"""
                 insert into data_keys (id, wrapped_by, wrapped_key, created_at, retired_at)
                 values ({SealedText.DirectKeyId}, {WrappedByNone}, ''::bytea, {time.GetUtcNow()}, {time.GetUtcNow()})
                 """, cancellationToken);
        }

        Make(1);
    }

    private DataKey Make(int id)
    {
        var key = new DataKey
        {
            Id = id,
            WrappedKey = wrapping.Wrap(RandomNumberGenerator.GetBytes(SealedText.KeyBytes), id, service.Value),
            WrappedBy = wrapping.CurrentId,
            CreatedAt = time.GetUtcNow(),
        };
        db.Set<DataKey>().Add(key);
        Made(logger, id);
        return key;
    }

    private void Rewrap(IEnumerable<DataKey> keys)
    {
        foreach (var key in keys.Where(key => key is { Id: > SealedText.DirectKeyId, WrappedKey: not null }))
        {
            var plain = wrapping.Unwrap(key.WrappedKey!, key.WrappedBy, key.Id, service.Value)
                ?? throw new WrongPersonalDataKeyException(
                    $"Data key {key.Id} of {service.Value} does not open: key {key.WrappedBy} wraps it, and PersonalData:Key is {wrapping.CurrentId}.");
            if (key.WrappedBy == wrapping.CurrentId) continue;
            key.WrappedKey = wrapping.Wrap(plain, key.Id, service.Value);
            key.WrappedBy = wrapping.CurrentId;
            Rewrapped(logger, key.Id, key.WrappedBy);
        }
    }

    private async Task AloneAsync(Func<List<DataKey>, Task> change, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({KeysLock})", cancellationToken);
        await change(await db.Set<DataKey>().OrderBy(key => key.Id).ToListAsync(cancellationToken));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Data key {KeyId} is made; new values are encrypted under it")]
    private static partial void Made(ILogger logger, int keyId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Data key {KeyId} is now wrapped by key {WrappedBy}")]
    private static partial void Rewrapped(ILogger logger, int keyId, string wrappedBy);

    [LoggerMessage(Level = LogLevel.Information, Message = "Data key {KeyId} is destroyed: no value needs it")]
    private static partial void Destroyed(ILogger logger, int keyId);
}

/// <summary>The settings hold other keys than those that personal data was encrypted under. Going on would lose it.</summary>
internal sealed class WrongPersonalDataKeyException(string what)
    : Exception($"{what} Start with the right key, or put the former one under PersonalData:PreviousKeys:0. Nothing has been changed.");
