using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace IntegratedCare.Kernel.Auth;

/// <summary>The identity service's published signing keys, as this process last read them.</summary>
/// <remarks>
/// A token of an unknown key asks for a fresh reading, at most once in <see cref="RefreshIntervalMin"/>, so that a new key is accepted at once and a
/// flood of forged tokens does not become a flood of readings. While Identity is out of reach the keys already read go on serving.
/// </remarks>
internal sealed partial class PublishedKeys(
    KeySource source, TimeProvider time, ILogger<PublishedKeys> logger) : IDisposable
{
    private static readonly TimeSpan RefreshIntervalMin = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AgeMax = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim gate = new(1, 1);
    private volatile IList<SecurityKey> current = [];
    private DateTimeOffset lastReadAt = DateTimeOffset.MinValue;
    private DateTimeOffset lastTriedAt = DateTimeOffset.MinValue;

    public IList<SecurityKey> Current
    {
        get
        {
            // A withdrawn key must stop working soon. Nobody waits for that reading: the present keys serve meanwhile.
            if (current.Count > 0 && time.GetUtcNow() - lastReadAt > AgeMax)
                _ = TryRefreshAsync(CancellationToken.None);
            return current;
        }
    }

    /// <summary>Reads the keys again unless that was just done; false where no key has ever been read.</summary>
    public async Task<bool> TryRefreshAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            var now = time.GetUtcNow();
            if (current.Count > 0 && now - lastTriedAt < RefreshIntervalMin) return true;
            lastTriedAt = now;

            current = new JsonWebKeySet(await source(cancellationToken)).GetSigningKeys();
            lastReadAt = now;
        }
        catch (Exception e) when (e is HttpRequestException or ArgumentException
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            OutOfReach(logger, e.GetType().Name);
        }
        finally
        {
            gate.Release();
        }

        return current.Count > 0;
    }

    public void Dispose() => gate.Dispose();

    [LoggerMessage(Level = LogLevel.Warning, Message = "The identity service's keys could not be read: {Reason}")]
    private static partial void OutOfReach(ILogger logger, string reason);
}
