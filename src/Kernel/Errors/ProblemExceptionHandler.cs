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
        if (problem.Status >= 500) Failed(logger, exception, httpContext.GetEndpoint()?.DisplayName ?? "no endpoint");
        if (problem.Status == StatusCodes.Status503ServiceUnavailable)
            httpContext.Response.Headers.RetryAfter = $"{RetryAfterSeconds}";

        httpContext.Response.StatusCode = problem.Status ?? StatusCodes.Status500InternalServerError;
        return await problems.TryWriteAsync(
            new() { HttpContext = httpContext, ProblemDetails = problem, Exception = exception });
    }

    private static ProblemDetails Describe(Exception exception) => exception switch
    {
        DomainException refusal => Refusal(refusal),
        BadHttpRequestException bad => new() { Status = bad.StatusCode, Detail = Safe(bad) },
        ServiceUnavailableException => new() { Status = StatusCodes.Status503ServiceUnavailable },
        DbUpdateException { InnerException: NpgsqlException { IsTransient: true } } => Unavailable(),
        NpgsqlException { IsTransient: true } => Unavailable(),
        InvalidOperationException { InnerException: NpgsqlException { IsTransient: true } } => Unavailable(),
        _ => new() { Status = StatusCodes.Status500InternalServerError },
    };

    private static ProblemDetails Unavailable() => new() { Status = StatusCodes.Status503ServiceUnavailable };

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

    [LoggerMessage(Level = LogLevel.Error, Message = "{Endpoint} failed")]
    private static partial void Failed(ILogger logger, Exception exception, string endpoint);
}
