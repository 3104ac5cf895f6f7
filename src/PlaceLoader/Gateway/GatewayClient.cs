using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace IntegratedCare.PlaceLoader.Gateway;

/// <summary>
/// Puts records through the gateway as the place-loader client. A call that meets a gateway or service that is not
/// ready is made again with a growing pause: every call is an upsert, so making it twice does no harm.
/// </summary>
internal sealed class GatewayClient(HttpClient http, GatewayOptions options, TimeProvider time)
{
    private static readonly TimeSpan RenewalMargin = TimeSpan.FromSeconds(30);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private AccessToken? token;
    private DateTimeOffset renewAt;

    public async Task<Answer> PutAsync(string path, object body, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(
            async () => new HttpRequestMessage(HttpMethod.Put, path)
            {
                Content = JsonContent.Create(body, options: Json),
                Headers = { Authorization = new("Bearer", await TokenAsync(cancellationToken)) },
            },
            cancellationToken);
        return await Answer.ReadAsync(response, cancellationToken);
    }

    private async Task<string> TokenAsync(CancellationToken cancellationToken)
    {
        if (token is not null && time.GetUtcNow() < renewAt) return token.Value;

        using var response = await SendAsync(
            () => Task.FromResult(AccessToken.Request(options.ClientSecret)), cancellationToken);
        token = await AccessToken.ReadAsync(response, cancellationToken);
        renewAt = time.GetUtcNow() + TimeSpan.FromSeconds(token.ExpiresInSeconds) - RenewalMargin;
        return token.Value;
    }

    private async Task<HttpResponseMessage> SendAsync(
        Func<Task<HttpRequestMessage>> request, CancellationToken cancellationToken)
    {
        var giveUpAt = time.GetUtcNow() + options.PatienceMax;
        for (var pause = options.FirstPause; ; pause = Shorter(pause * 2, options.PauseMax))
        {
            var (response, failure) = await TryAsync(await request(), cancellationToken);
            if (response is not null && !IsTransient(response.StatusCode)) return response;

            var wait = response?.Headers.RetryAfter?.Delta ?? pause;
            var reason = failure?.Message ?? $"the answer was {(int?)response?.StatusCode}";
            response?.Dispose();
            if (time.GetUtcNow() + wait > giveUpAt)
                throw new GatewayException(
                    $"{http.BaseAddress} was not ready within {options.PatienceMax.TotalSeconds:0} seconds: {reason}",
                    failure);
            await Task.Delay(wait, time, cancellationToken);
        }
    }

    private async Task<(HttpResponseMessage? Response, Exception? Failure)> TryAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using (request)
        {
            try
            {
                return (await http.SendAsync(request, cancellationToken), null);
            }
            catch (HttpRequestException e)
            {
                return (null, e);
            }
            catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
            {
                return (null, e);      // the call's own time limit, not a wish to stop
            }
        }
    }

    private static bool IsTransient(HttpStatusCode status) => status is
        HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout
        or HttpStatusCode.TooManyRequests;

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
