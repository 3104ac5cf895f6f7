using System.Globalization;
using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace IntegratedCare.Kernel.Fhir;

/// <summary>A body in FHIR's JSON. A cache may keep it, and has to ask each time: live facts change from one minute to the next.</summary>
public sealed class FhirAnswer(object body) : IResult
{
    /// <summary>The resource's version; null: nothing that has versions.</summary>
    public string? VersionId { get; init; }

    /// <summary>When the record behind it last changed; null where nobody can say.</summary>
    public DateTimeOffset? LastModified { get; init; }

    /// <summary>200, or 201 for what was made.</summary>
    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>It tells of a person: no cache keeps it, and each reading is answered and accounted for.</summary>
    public bool IsPersonal { get; init; }

    /// <inheritdoc />
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        RequestMarks.Echo(httpContext);
        response.StatusCode = Status;
        response.Headers.CacheControl = IsPersonal ? "no-store" : "no-cache";
        if (VersionId is { } version)
        {
            var tag = $"W/\"{version}\"";
            response.Headers.ETag = tag;
            if (LastModified is { } at) response.Headers.LastModified = at.UtcDateTime.ToString("R", CultureInfo.InvariantCulture);
            if (!IsPersonal && Knows(httpContext.Request, tag))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }
        }

        var bytes = FhirJson.Write(body);
        response.ContentType = FhirJson.ContentType;
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes, httpContext.RequestAborted);
    }

    private static bool Knows(HttpRequest request, string tag) =>
        EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var known)
        && known.Any(k => k.Tag == "*" || k.Compare(new EntityTagHeaderValue(tag[2..], isWeak: true), useStrongComparison: false));
}
