using System.Globalization;
using Microsoft.AspNetCore.Mvc;

namespace IntegratedCare.Gateway;

/// <summary>What the gateway itself refuses, each with its public code.</summary>
internal sealed record GatewayRefusal(string Code, string Title, int Status, TimeSpan? RetryAfter = null)
{
    public static readonly GatewayRefusal ServiceUnavailable = new(
        "service.unavailable", "The service is not available at the moment.",
        StatusCodes.Status503ServiceUnavailable, TimeSpan.FromSeconds(5));

    public static readonly GatewayRefusal ServiceTooSlow = new(
        "service.too-slow", "The service did not answer in time; what was asked may or may not have been done.",
        StatusCodes.Status504GatewayTimeout, TimeSpan.FromSeconds(5));

    public static readonly GatewayRefusal TooMany = new(
        "request.too-many", "Too many requests at once. Wait a little and go on more slowly.",
        StatusCodes.Status429TooManyRequests, TimeSpan.FromSeconds(1));

    public static readonly GatewayRefusal SessionEnded = new(
        "session.ended", "You are no longer signed in. Sign in again.", StatusCodes.Status401Unauthorized);

    public static readonly GatewayRefusal CrossSite = new(
        "request.cross-site", "Another site's page may not do this in your name.", StatusCodes.Status403Forbidden);

    public static readonly GatewayRefusal TooLarge = new(
        "request.too-large", "The request is too large.", StatusCodes.Status413PayloadTooLarge);

    public static readonly GatewayRefusal DescriptionUnknown = new(
        "description.unknown", "There is no such service, so it has no description.", StatusCodes.Status404NotFound);

    /// <summary>Answers with the refusal, and with when to come back if that may help.</summary>
    public async Task WriteAsync(HttpContext context)
    {
        context.Response.StatusCode = Status;
        if (RetryAfter is { } wait)
            context.Response.Headers.RetryAfter =
                Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);

        var problems = context.RequestServices.GetRequiredService<IProblemDetailsService>();
        await problems.WriteAsync(new ProblemDetailsContext
        {
            HttpContext = context,
            ProblemDetails = new ProblemDetails
            {
                Type = $"urn:integrated-care:{Code}", Title = Title, Status = Status, Extensions = { ["code"] = Code },
            },
        });
    }
}
