using System.Reflection;
using System.Text.Json;
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
    private const string ClaimKey =
        "insert into idempotency_keys (subject, key, request_hash, status) values ($1, $2, $3, 0) on conflict do nothing";

    private const string KeepAnswer =
        "update idempotency_keys set status = $1, location = $2::text, body = $3::text where subject = $4 and key = $5";

    /// <summary>The endpoint refuses a request without <c>Idempotency-Key</c>.</summary>
    public static RouteHandlerBuilder RequireIdempotencyKey(this RouteHandlerBuilder endpoint) => endpoint.AddFilter(true);

    /// <summary>The endpoint honours <c>Idempotency-Key</c> where one is sent. With or without one, its handler runs in a transaction, unless it takes the <see cref="RequestKey"/>.</summary>
    public static RouteHandlerBuilder AcceptIdempotencyKey(this RouteHandlerBuilder endpoint) => endpoint.AddFilter(false);

    /// <summary>The endpoint's handler keeps its answer under the key itself, by <see cref="KeyedRequest"/> and <see cref="KeptAnswer"/>.</summary>
    public static RouteHandlerBuilder KeepsItsAnswers(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new TakesIdempotencyKey(true));

    private static RouteHandlerBuilder AddFilter(this RouteHandlerBuilder endpoint, bool required) =>
        endpoint.WithMetadata(new TakesIdempotencyKey(required)).AddEndpointFilterFactory((factory, next) =>
        {
            var parameters = factory.MethodInfo.GetParameters();
            var body = Array.FindIndex(parameters, IsRequest);
            var claimsItself = Array.Exists(parameters, p => p.ParameterType == typeof(RequestKey));
            return context => RunAsync(context, next, body, required, claimsItself);
        });

    private static bool IsRequest(ParameterInfo parameter) =>
        parameter.ParameterType.Name.EndsWith("Request", StringComparison.Ordinal)
        && parameter.GetCustomAttribute<AsParametersAttribute>() is null;

    private static async ValueTask<object?> RunAsync(
        EndpointFilterInvocationContext context, EndpointFilterDelegate next, int body, bool required, bool claimsItself)
    {
        var http = context.HttpContext;
        var db = http.RequestServices.GetRequiredService<KernelDb>();
        if (!required && KeyedRequest.KeyOf(http.Request).Length == 0)
            return claimsItself ? await next(context) : await WithoutKeyAsync(context, next, db, http.RequestAborted);
        var asked = KeyedRequest.Of(http, body < 0 ? null : context.Arguments[body]);
        var json = http.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;

        await using var transaction = await db.Database.BeginTransactionAsync(http.RequestAborted);
        var key = http.RequestServices.GetRequiredService<RequestKey>();
        key.Begin(Statement(ClaimKey, asked.Subject, asked.Key, asked.Hash));
        object? result;
        try
        {
            if (!claimsItself) await key.ClaimAsync(db, http.RequestAborted);
            result = await HandleAsync(context, next, key, db);
        }
        catch (KeyTakenException)
        {
            await Transaction(transaction).RollbackAsync(http.RequestAborted);
            return await ReplayAsync(db, asked, http);
        }

        var answer = result is INestedHttpResult nested ? nested.Result : result;
        var status = (answer as IStatusCodeHttpResult)?.StatusCode ?? StatusCodes.Status200OK;
        var location = answer?.GetType().GetProperty("Location")?.GetValue(answer)?.ToString();
        var value = (answer as IValueHttpResult)?.Value;
        var written = value is null ? null : JsonSerializer.Serialize(value, value.GetType(), json);
        await using var last = new NpgsqlBatch(Connection(db), Transaction(transaction));
        foreach (var saved in key.WithAnswer) last.BatchCommands.Add(saved);
        last.BatchCommands.Add(Statement(KeepAnswer, status, location, written, asked.Subject, asked.Key));
        last.BatchCommands.Add(new("commit"));      // in the same round trip: each booking pays it
        await last.ExecuteNonQueryAsync(http.RequestAborted);
        http.RequestServices.GetRequiredService<OutboxSignal>().Wake();
        return result;
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

    private static NpgsqlBatchCommand Statement(string sql, params ReadOnlySpan<object?> values)
    {
        var statement = new NpgsqlBatchCommand(sql);
        foreach (var value in values) statement.Parameters.Add(new() { Value = value ?? DBNull.Value });
        return statement;
    }

    private static async ValueTask<object?> HandleAsync(
        EndpointFilterInvocationContext context, EndpointFilterDelegate next, RequestKey key, KernelDb db)
    {
        try
        {
            var result = await next(context);
            await key.ClaimAsync(db, context.HttpContext.RequestAborted);      // where the request was refused before it came to the handler
            return result;
        }
        catch (DomainException) when (key.Claim is not null)
        {
            // Refused before the key was looked at; where it is taken there is an answer already.
            await key.ClaimAsync(db, context.HttpContext.RequestAborted);
            throw;
        }
    }

    private static NpgsqlConnection Connection(KernelDb db) => (NpgsqlConnection)db.Database.GetDbConnection();

    private static NpgsqlTransaction Transaction(IDbContextTransaction transaction) => (NpgsqlTransaction)transaction.GetDbTransaction();

    private static async Task<object?> ReplayAsync(KernelDb db, KeyedRequest asked, HttpContext http)
    {
        await using var find = new NpgsqlBatch(Connection(db)) { BatchCommands = { KeptAnswer.Find([asked]) } };
        await using var rows = await find.ExecuteReaderAsync(http.RequestAborted);
        var first = await KeptAnswer.ReadAsync(rows, http.RequestAborted);
        return first[(asked.Subject, asked.Key)].For(asked).Send(http);
    }
}

/// <summary>Marks an endpoint that takes an idempotency key, for the API's description.</summary>
internal sealed record TakesIdempotencyKey(bool Required);
