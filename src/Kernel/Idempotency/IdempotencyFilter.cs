using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Database;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Messaging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace IntegratedCare.Kernel.Idempotency;

/// <summary>Makes a POST safe to send again: one key, one effect, one answer.</summary>
/// <remarks>
/// The handler runs in the transaction that stores the key. Two requests with one key meet at the key's row: the second waits for the first, and then
/// gets its answer. A refusal rolls back and leaves the key free, so a corrected state can be tried again.
/// </remarks>
public static class IdempotencyFilter
{
    internal const int KeyLengthMax = 200;
    private const string KeyHeader = "Idempotency-Key";
    private const string ReplayedHeader = "Idempotency-Replayed";

    private const string ClaimKey =
        "insert into idempotency_keys (subject, key, request_hash, status) values ($1, $2, $3, 0) on conflict do nothing";

    private const string KeepAnswer =
        "update idempotency_keys set status = $1, location = $2::text, body = $3::text where subject = $4 and key = $5";

    private static readonly DomainError KeyMissing =
        new("idempotency.key-missing", "Send an Idempotency-Key of 1 to 200 printable characters.", ErrorKind.Invalid);

    private static readonly DomainError KeyReused =
        new("idempotency.key-reused", "This Idempotency-Key was used for another request.", ErrorKind.Rejected);

    /// <summary>The endpoint refuses a request without <c>Idempotency-Key</c>.</summary>
    public static RouteHandlerBuilder RequireIdempotencyKey(this RouteHandlerBuilder endpoint) => endpoint.AddFilter(true);

    /// <summary>The endpoint honours <c>Idempotency-Key</c> where one is sent. With or without one, its handler runs in a transaction.</summary>
    public static RouteHandlerBuilder AcceptIdempotencyKey(this RouteHandlerBuilder endpoint) => endpoint.AddFilter(false);

    private static RouteHandlerBuilder AddFilter(this RouteHandlerBuilder endpoint, bool required) =>
        endpoint.WithMetadata(new TakesIdempotencyKey(required)).AddEndpointFilterFactory((factory, next) =>
        {
            var body = Array.FindIndex(factory.MethodInfo.GetParameters(), IsRequest);
            return context => RunAsync(context, next, body, required);
        });

    private static bool IsRequest(ParameterInfo parameter) =>
        parameter.ParameterType.Name.EndsWith("Request", StringComparison.Ordinal)
        && parameter.GetCustomAttribute<AsParametersAttribute>() is null;

    private static async ValueTask<object?> RunAsync(
        EndpointFilterInvocationContext context, EndpointFilterDelegate next, int body, bool required)
    {
        var http = context.HttpContext;
        var key = KeyOf(http.Request);
        var db = http.RequestServices.GetRequiredService<KernelDb>();
        if (key.Length == 0 && !required) return await WithoutKeyAsync(context, next, db, http.RequestAborted);
        if (key.Length is 0 or > KeyLengthMax || key.Any(c => c is < ' ' or > '~')) throw new DomainException(KeyMissing);

        var subject = Caller.Of(http.User)?.Subject ?? "anyone";
        var json = http.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        var hash = HashOf(http.Request, body < 0 ? null : context.Arguments[body], json);

        await using var transaction = await db.Database.BeginTransactionAsync(http.RequestAborted);
        await using var claim = new NpgsqlCommand(ClaimKey, Connection(db), Transaction(transaction))
        {
            Parameters = { new() { Value = subject }, new() { Value = key }, new() { Value = hash } },
        };
        var claimed = await claim.ExecuteNonQueryAsync(http.RequestAborted);
        if (claimed == 0) return await ReplayAsync(db, subject, key, hash, http);

        var result = await next(context);
        var answer = result is INestedHttpResult nested ? nested.Result : result;
        var status = (answer as IStatusCodeHttpResult)?.StatusCode ?? StatusCodes.Status200OK;
        var location = answer?.GetType().GetProperty("Location")?.GetValue(answer)?.ToString();
        var value = (answer as IValueHttpResult)?.Value;
        var written = value is null ? null : JsonSerializer.Serialize(value, value.GetType(), json);
        await using var last = new NpgsqlBatch(Connection(db), Transaction(transaction))
        {
            BatchCommands =
            {
                new(KeepAnswer)
                {
                    Parameters =
                    {
                        new() { Value = status }, new() { Value = (object?)location ?? DBNull.Value }, new() { Value = (object?)written ?? DBNull.Value },
                        new() { Value = subject }, new() { Value = key },
                    },
                },
                new("commit"),      // in the same round trip: each booking pays it
            },
        };
        await last.ExecuteNonQueryAsync(http.RequestAborted);
        http.RequestServices.GetRequiredService<OutboxSignal>().Wake();
        return result;
    }

    // FHIR's callers mark each request with a number of its own (X-Request-ID), and send the same one again when they hear nothing.
    private static string KeyOf(HttpRequest request)
    {
        var key = request.Headers[KeyHeader].ToString();
        return key.Length == 0 && request.Path.StartsWithSegments("/fhir") && RequestMarks.Of(request) is { } mark ? $"x-request-id:{mark}" : key;
    }

    // A handler that may find a transaction open always finds one, so that it need not ask whether a key was sent.
    private static async Task<object?> WithoutKeyAsync(
        EndpointFilterInvocationContext context, EndpointFilterDelegate next, KernelDb db, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var result = await next(context);
        await transaction.CommitAsync(cancellationToken);
        return result;
    }

    private static NpgsqlConnection Connection(KernelDb db) => (NpgsqlConnection)db.Database.GetDbConnection();

    private static NpgsqlTransaction Transaction(IDbContextTransaction transaction) => (NpgsqlTransaction)transaction.GetDbTransaction();

    private static async Task<object?> ReplayAsync(
        KernelDb db, string subject, string key, byte[] hash, HttpContext http)
    {
        var first = await db.Set<IdempotencyRecord>().AsNoTracking()
            .SingleAsync(r => r.Subject == subject && r.Key == key, http.RequestAborted);
        if (!first.RequestHash.AsSpan().SequenceEqual(hash)) throw new DomainException(KeyReused);

        http.Response.Headers[ReplayedHeader] = "true";
        if (first.Location is { } location) http.Response.Headers.Location = location;
        return first.Body is null
            ? Results.StatusCode(first.Status)
            : Results.Text(first.Body, "application/json", statusCode: first.Status);
    }

    // The request as it was understood: spacing and member order do not make it another one.
    private static byte[] HashOf(HttpRequest request, object? body, JsonSerializerOptions json)
    {
        var content = body is null ? [] : JsonSerializer.SerializeToUtf8Bytes(body, body.GetType(), json);
        var route = System.Text.Encoding.UTF8.GetBytes($"{request.Method} {request.Path}\n");
        return SHA256.HashData([.. route, .. content]);
    }
}

/// <summary>Marks an endpoint that takes an idempotency key, for the API's description.</summary>
internal sealed record TakesIdempotencyKey(bool Required);
