using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using IntegratedCare.Gateway.Routes;

namespace IntegratedCare.Gateway.Sessions;

/// <summary>Asks the identity service for the token of one browser's session, for one service, in the gateway's own name.</summary>
internal sealed class SessionExchange(BackEnds backEnds, SessionSettings settings, ILogger<SessionExchange> logger)
{
    private const string Identity = "identity";
    private const string Grant = "urn:integrated-care:session";
    private const string Client = "gateway";
    private const string SessionHasEnded = "invalid_grant";

    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(5);

    public async Task<SessionAnswer> AskAsync(SessionCookie cookie, string service)
    {
        // Many requests may wait for this one answer, so that none of them may call it off.
        using var patience = new CancellationTokenSource(AnswerMax);
        foreach (var replica in backEnds.Replicas(Identity, wellOnly: true))
        {
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(replica, "/identity/token"))
                {
                    Content = new FormUrlEncodedContent(
                    [
                        new("grant_type", Grant), new("client_id", Client), new("client_secret", settings.ClientSecret),
                        new("session", cookie.Value), new("resource", service),
                    ]),
                };
                using var answer = await backEnds.SendAsync(Identity, request, patience.Token);
                return await ReadAsync(answer, patience.Token);
            }
            catch (HttpRequestException)
            {
                // The next replica may answer; the caller hears of it when none does.
            }
            catch (Exception e) when (e is JsonException or OperationCanceledException)
            {
                break;
            }
        }

        logger.Unreachable();
        return SessionAnswer.Unreachable;
    }

    private async Task<SessionAnswer> ReadAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        if (answer.IsSuccessStatusCode)
        {
            var issued = await answer.Content.ReadFromJsonAsync<IssuedToken>(cancellationToken);
            return issued?.AccessToken is { } token ? new(SessionState.Open, token) : SessionAnswer.Unreachable;
        }

        if (answer.StatusCode == HttpStatusCode.BadRequest
            && (await answer.Content.ReadFromJsonAsync<Refused>(cancellationToken))?.Error == SessionHasEnded)
            return SessionAnswer.Ended;

        logger.Refused((int)answer.StatusCode);
        return SessionAnswer.Unreachable;
    }

    private sealed record IssuedToken([property: JsonPropertyName("access_token")] string? AccessToken);

    private sealed record Refused(string? Error);
}

internal static partial class SessionLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "No identity replica says whether a session is open")]
    public static partial void Unreachable(this ILogger logger);

    [LoggerMessage(Level = LogLevel.Error, Message = "The identity service refuses the gateway's own question with {Status}: see Session:ClientSecret")]
    public static partial void Refused(this ILogger logger, int status);
}
