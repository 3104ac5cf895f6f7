using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace IntegratedCare.Kernel.Errors;

/// <summary>Makes every refusal an RFC 9457 problem detail with a stable <c>code</c> and a <c>traceId</c>.</summary>
public static class ProblemWriting
{
    /// <summary>Registers the writing of problem details and the mapping of exceptions to them.</summary>
    public static IServiceCollection AddProblems(this IServiceCollection services)
    {
        services.AddSingleton<IProblemDetailsWriter, ProblemWriter>();
        // Before the framework's own, which may have been added earlier: the first that can write does.
        services.Insert(0, ServiceDescriptor.Singleton<IProblemDetailsWriter, OutcomeWriter>());
        services.AddProblemDetails(options => options.CustomizeProblemDetails = Complete);
        services.AddExceptionHandler<ProblemExceptionHandler>();
        return services;
    }

    /// <summary>Turns exceptions and empty refusals of what follows in the pipeline into problem details.</summary>
    public static IApplicationBuilder UseProblems(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions { SuppressDiagnosticsCallback = _ => true });
        app.UseStatusCodePages();
        app.Use(RefuseNullCharacters);
        app.Use(LeaveOutEmptyParameters);
        app.Use(RefuseOtherCharsets);
        return app;
    }

    private static void Complete(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        var status = problem.Status ?? context.HttpContext.Response.StatusCode;
        var (code, title) = RequestErrors.ForStatus(status);
        if (problem.Extensions.TryGetValue("code", out var own) && own is string ownCode)
        {
            code = ownCode;
        }
        else
        {
            problem.Title = title;
            problem.Extensions["code"] = code;
        }

        if (problem is HttpValidationProblemDetails invalid)
            invalid.Errors = invalid.Errors.ToDictionary(field => JsonPath(field.Key), field => field.Value, StringComparer.Ordinal);

        problem.Status = status;
        problem.Type = $"urn:integrated-care:{code}";
        problem.Extensions["traceId"] = Activity.Current?.TraceId.ToString() ?? context.HttpContext.TraceIdentifier;
    }

    // Fields are named as the caller wrote them, and not as our records do.
    private static string JsonPath(string path) =>
        string.Join('.', path.Split('.').Select(JsonNamingPolicy.CamelCase.ConvertName));

    // PostgreSQL's text cannot hold U+0000, and no identifier or search of ours contains it.
    private static Task RefuseNullCharacters(HttpContext context, RequestDelegate next)
    {
        var raw = context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? string.Empty;
        if (!raw.Contains("%00", StringComparison.Ordinal)) return next(context);

        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Task.CompletedTask;
    }

    // A form that a browser sends without script has every field, also those left blank: blank means not asked.
    private static Task LeaveOutEmptyParameters(HttpContext context, RequestDelegate next)
    {
        var asked = context.Request.Query;
        if (asked.Any(parameter => StringValues.IsNullOrEmpty(parameter.Value)))
        {
            context.Request.Query = new QueryCollection(asked
                .Where(parameter => !StringValues.IsNullOrEmpty(parameter.Value))
                .ToDictionary(parameter => parameter.Key, parameter => parameter.Value, StringComparer.OrdinalIgnoreCase));
        }

        return next(context);
    }

    // JSON between systems is UTF-8 (RFC 8259), and for a charset that it does not know the framework fails where it should refuse.
    private static Task RefuseOtherCharsets(HttpContext context, RequestDelegate next)
    {
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) || !type.Charset.HasValue) return next(context);

        if (HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        {
            type.Charset = "utf-8";     // in quotes the framework does not know it
            context.Request.ContentType = type.ToString();
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
        return Task.CompletedTask;
    }
}
