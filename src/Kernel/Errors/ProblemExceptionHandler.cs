using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace IntegratedCare.Kernel.Errors;

/// <summary>The one place where an exception becomes an answer.</summary>
internal sealed partial class ProblemExceptionHandler(
    IProblemDetailsService problems, ILogger<ProblemExceptionHandler> logger) : IExceptionHandler
{
    private const int RetryAfterSeconds = 2;

    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (httpContext.RequestAborted.IsCancellationRequested)
        {
            httpContext.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }

        var problem = Describe(exception);
        var endpoint = httpContext.Features.Get<IExceptionHandlerFeature>()?.Endpoint?.DisplayName ?? "no endpoint";
        if (problem.Status == StatusCodes.Status503ServiceUnavailable)
        {
            // Everybody is refused while the database is away: a line each, not a stack each.
            Postponed(logger, endpoint, exception.GetBaseException().GetType().Name);
            httpContext.Response.Headers.RetryAfter = $"{RetryAfterSeconds}";
        }
        else if (problem.Status >= 500)
        {
            Failed(logger, exception, endpoint);
        }

        if (exception is DomainException { Error.RetryAfterSeconds: { } seconds }) httpContext.Response.Headers.RetryAfter = $"{seconds}";
        httpContext.Response.StatusCode = problem.Status ?? StatusCodes.Status500InternalServerError;
        return await problems.TryWriteAsync(
            new() { HttpContext = httpContext, ProblemDetails = problem, Exception = exception });
    }

    private static ProblemDetails Describe(Exception exception) => exception switch
    {
        DomainException refusal => Refusal(refusal),
        BadHttpRequestException bad => new() { Status = bad.StatusCode, Detail = Safe(bad) },
        ServiceUnavailableException => new() { Status = StatusCodes.Status503ServiceUnavailable },
        _ when IsDatabaseAway(exception) => new() { Status = StatusCodes.Status503ServiceUnavailable },
        _ => new() { Status = StatusCodes.Status500InternalServerError },
    };

    // Entity Framework wraps what the driver says once or twice.
    internal static bool IsDatabaseAway(Exception? exception) => exception switch
    {
        NpgsqlException database => database.IsTransient,
        DbUpdateException or InvalidOperationException => IsDatabaseAway(exception.InnerException),
        _ => false,
    };

    private static ProblemDetails Refusal(DomainException refusal) => new()
    {
        Status = (int)refusal.Error.Kind,
        Title = refusal.Error.Title,
        Detail = refusal.Detail,
        Extensions = { ["code"] = refusal.Error.Code },
    };

    // The framework's own text names the parameter and the JSON path, never the value that was sent.
    private static string? Safe(BadHttpRequestException bad) =>
        bad.InnerException is System.Text.Json.JsonException { Path: { } path } ? $"At {path}." : null;

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Endpoint} cannot be answered now: {Reason}")]
    private static partial void Postponed(ILogger logger, string endpoint, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Endpoint} failed")]
    private static partial void Failed(ILogger logger, Exception exception, string endpoint);
}
