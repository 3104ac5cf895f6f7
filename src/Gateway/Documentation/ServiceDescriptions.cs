using System.Collections.Concurrent;
using IntegratedCare.Gateway.Routes;

namespace IntegratedCare.Gateway.Documentation;

/// <summary>Each service's OpenAPI document, asked for once in a while and not by every reader.</summary>
internal sealed class ServiceDescriptions(BackEnds backEnds, TimeProvider time)
{
    /// <summary>This process, which describes what it answers itself.</summary>
    public const string Gateway = "gateway";

    private const string Path = "/openapi/v1.json";

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(10);

    // Keyed by the route table's names only, so that it cannot grow.
    private readonly ConcurrentDictionary<string, Description> known = new();

    /// <summary>The document, or null when no replica of the service gives one.</summary>
    public async Task<byte[]?> FindAsync(string service, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (known.TryGetValue(service, out var description) && now - description.ReadAt < Fresh)
            return description.Json;

        var json = await AskAsync(service, cancellationToken);
        if (json is not null) known[service] = new Description(json, now);
        return json;
    }

    private async Task<byte[]?> AskAsync(string service, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(AnswerMax);

        foreach (var replica in backEnds.Replicas(service, wellOnly: true))
        {
            try
            {
                using var answer = await backEnds.GetAsync(service, replica, Path, authorization: null, patience.Token);
                if (answer.IsSuccessStatusCode) return await answer.Content.ReadAsByteArrayAsync(patience.Token);
            }
            catch (HttpRequestException)
            {
                // The next replica may answer; the caller hears of it when none does.
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return null;
            }
        }

        return null;
    }

    private sealed record Description(byte[] Json, DateTimeOffset ReadAt);
}
