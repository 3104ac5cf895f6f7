using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Kernel.PersonalData;

/// <summary>What an operator sees and does about a service's data keys.</summary>
internal static class DataKeyEndpoints
{
    private const int KeysMax = 100;

    public static void MapDataKeys(this RouteGroupBuilder operations)
    {
        operations.MapGet("/data-keys", ListAsync).WithName("ListDataKeys").Allow(Policies.DataKeysRotate);
        operations.MapPost("/data-keys/rotation", RotateAsync).WithName("RotateDataKeys").Allow(Policies.DataKeysRotate);
    }

    private static async Task<Ok<DataKeysView>> ListAsync(
        KernelDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var keys = await db.Set<DataKey>().AsNoTracking().OrderByDescending(key => key.Id).Take(KeysMax).ToListAsync(cancellationToken);
        var counts = await SealedValues.CountAsync(db, cancellationToken);
        var now = time.GetUtcNow();
        return TypedResults.Ok(new DataKeysView([.. keys.Select(key => DataKeyView.Of(key, counts.GetValueOrDefault(key.Id), now))]));
    }

    private static async Task<Ok<DataKeyView>> RotateAsync(
        DataKeyKeeper keeper, Caller caller, Purpose purpose, TimeProvider time, CancellationToken cancellationToken)
    {
        var next = await keeper.RotateAsync(caller, purpose, cancellationToken);
        return TypedResults.Ok(DataKeyView.Of(next, values: 0, time.GetUtcNow()));
    }
}

/// <summary>What a data key is used for.</summary>
public enum DataKeyState
{
    /// <summary>New values are encrypted under it.</summary>
    Current,

    /// <summary>Values still lie under it, or did a short time ago.</summary>
    Retired,

    /// <summary>No value needs it; it cannot be had any more.</summary>
    Destroyed,
}

/// <summary>The service's data keys, newest first.</summary>
public sealed record DataKeysView(IReadOnlyList<DataKeyView> Items);

/// <summary>A data key, without the key. Id 0 stands for the values that were encrypted before there were data keys.</summary>
/// <param name="Id">Counts from 1.</param>
/// <param name="State">What it is used for.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="AgeDays">Whole days since then.</param>
/// <param name="RetiredAt">Since when new values lie under another key.</param>
/// <param name="WrappedBy">Which key of the settings wraps it: a part of that key's hash.</param>
/// <param name="Values">How many values lie under it now.</param>
public sealed record DataKeyView(
    int Id, DataKeyState State, DateTimeOffset CreatedAt, int AgeDays, DateTimeOffset? RetiredAt, string WrappedBy, long Values)
{
    internal static DataKeyView Of(DataKey key, long values, DateTimeOffset now) => new(
        key.Id,
        key switch
        {
            { WrappedKey: null } => DataKeyState.Destroyed,
            { RetiredAt: not null } => DataKeyState.Retired,
            _ => DataKeyState.Current,
        },
        key.CreatedAt, (int)(now - key.CreatedAt).TotalDays, key.RetiredAt, key.WrappedBy, values);
}
