using System.Net;

namespace IntegratedCare.ServiceDefaults.HttpClients;

/// <summary>Asks again, a little later, when a read fails in passing; whatever may change something is sent once.</summary>
internal sealed class SafeRetryHandler(TimeProvider time) : DelegatingHandler
{
    private const int AttemptsMax = 3;
    private const int FirstDelayMs = 100;

    private static readonly TimeSpan AttemptMax = TimeSpan.FromSeconds(10);

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!MayRepeat(request)) return await base.SendAsync(request, cancellationToken);

        for (var attempt = 1; ; attempt++)
        {
            var last = attempt == AttemptsMax;
            try
            {
                var response = await AttemptAsync(request, cancellationToken);
                if (last || !IsPassing(response.StatusCode)) return response;
                response.Dispose();
            }
            catch (HttpRequestException) when (!last)
            {
                // The next attempt tells; the last one's failure goes to the caller.
            }

            await Task.Delay(Delay(attempt), time, cancellationToken);
        }
    }

    private async Task<HttpResponseMessage> AttemptAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(AttemptMax, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            return await base.SendAsync(request, either.Token);
        }
        catch (OperationCanceledException late)
            when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException($"No answer within {AttemptMax.TotalSeconds} seconds.", late);
        }
    }

    private static bool MayRepeat(HttpRequestMessage request) =>
        request.Content is null && (request.Method == HttpMethod.Get || request.Method == HttpMethod.Head);

    private static bool IsPassing(HttpStatusCode status) => status is
        HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    // Spread, so that the callers of a service that has just come back do not all return at one moment.
    private static TimeSpan Delay(int attempt)
    {
        var fullMs = FirstDelayMs * (1 << attempt);
        return TimeSpan.FromMilliseconds(Random.Shared.Next(fullMs / 2, fullMs));
    }
}
