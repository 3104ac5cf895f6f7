using System.Text.Json;
using System.Text.Json.Serialization;
using IntegratedCare.Gateway.Routes;
using IntegratedCare.Gateway.Sessions;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace IntegratedCare.Gateway.Audit;

/// <summary>Asks every service's audit the same question at once, in the privacy officer's own name.</summary>
internal sealed class AuditServices(BackEnds backEnds, CallerTokens tokens, IOptions<JsonOptions> json)
{
    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(30);

    // A service may be newer than the gateway and say more.
    private readonly JsonSerializerOptions reading = new(json.Value.SerializerOptions) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip };

    /// <summary>Every service that keeps an audit.</summary>
    public IReadOnlyList<string> All => backEnds.Services;

    /// <summary>What each service answered; a service that did not, in time and so that it can be read, has no answer.</summary>
    public async Task<IReadOnlyList<AuditAnswer<TAnswer>>> AskAllAsync<TAnswer>(
        HttpContext context, Func<string, object?> body, string path, TimeSpan? patience, CancellationToken cancellationToken)
        where TAnswer : class =>
        await Task.WhenAll(All.Select(async service => new AuditAnswer<TAnswer>(
            service, await AskAsync<TAnswer>(context, service, path, body(service), patience ?? AnswerMax, cancellationToken))));

    /// <summary>The answer of the first replica that can be reached, its headers read and its body not; null where there is none.</summary>
    public async Task<HttpResponseMessage?> SendAsync(
        HttpContext context, string service, string path, object? body, CancellationToken cancellationToken)
    {
        var token = await tokens.ForAsync(context, service, cancellationToken);
        foreach (var replica in backEnds.Replicas(service, wellOnly: true))
        {
            using var request = new HttpRequestMessage(
                body is null ? HttpMethod.Get : HttpMethod.Post, new Uri(replica, $"/audit/{service}/{path}"));
            if (token is not null) request.Headers.TryAddWithoutValidation(HeaderNames.Authorization, token);
            if (context.Request.Headers["X-Purpose"].ToString() is { Length: > 0 } purpose)
                request.Headers.TryAddWithoutValidation("X-Purpose", purpose);
            if (body is not null)
            {
                request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, body.GetType(), json.Value.SerializerOptions));
                request.Content.Headers.ContentType = new("application/json");
            }

            try
            {
                return await backEnds.SendAsync(service, request, cancellationToken);
            }
            catch (HttpRequestException)
            {
                // The next replica may answer; the officer hears of it when none does.
            }
        }

        return null;
    }

    private async Task<TAnswer?> AskAsync<TAnswer>(
        HttpContext context, string service, string path, object? body, TimeSpan patienceMax, CancellationToken cancellationToken)
        where TAnswer : class
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(patienceMax);
        try
        {
            using var answer = await SendAsync(context, service, path, body, patience.Token);
            if (answer is null) return null;
            if ((int)answer.StatusCode is >= 400 and < 500) throw await AuditRefusedException.OfAsync(answer, patience.Token);
            return answer.IsSuccessStatusCode
                ? await answer.Content.ReadFromJsonAsync<TAnswer>(reading, patience.Token)
                : null;
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or IOException
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }
}

/// <summary>One service's answer; null where it gave none.</summary>
internal sealed record AuditAnswer<TAnswer>(string Service, TAnswer? Answer) where TAnswer : class;

/// <summary>A service refuses the question itself: so would the others, and the officer hears what it said.</summary>
internal sealed class AuditRefusedException(int status, byte[] problem) : Exception("A service refuses the question.")
{
    private const int ProblemBytesMax = 64 * 1024;

    public static async Task<AuditRefusedException> OfAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var problem = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
        return new((int)answer.StatusCode, problem.Length <= ProblemBytesMax ? problem : []);
    }

    public Task WriteAsync(HttpResponse response, CancellationToken cancellationToken)
    {
        response.StatusCode = status;
        response.ContentType = "application/problem+json";
        return response.Body.WriteAsync(problem, cancellationToken).AsTask();
    }

    /// <summary>Gives the officer the service's own refusal.</summary>
    public static async ValueTask<object?> PassOnAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (AuditRefusedException refused)
        {
            await refused.WriteAsync(context.HttpContext.Response, context.HttpContext.RequestAborted);
            return Results.Empty;
        }
    }
}
