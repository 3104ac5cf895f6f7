using System.Globalization;
using IntegratedCare.Kernel.Errors;
using Microsoft.Net.Http.Headers;

namespace IntegratedCare.DirectoryOfServices.Fhir;

/// <summary>A body in FHIR's JSON. A cache may keep it, and has to ask each time: live facts change from one minute to the next.</summary>
internal sealed class FhirAnswer(object body) : IResult
{
    public string? VersionId { get; init; }    // null: nothing that has versions
    public DateTimeOffset? LastModified { get; init; }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        RequestMarks.Echo(httpContext);
        response.Headers.CacheControl = "no-cache";
        if (VersionId is { } version)
        {
            var tag = $"W/\"{version}\"";
            response.Headers.ETag = tag;
            if (LastModified is { } at) response.Headers.LastModified = at.UtcDateTime.ToString("R", CultureInfo.InvariantCulture);
            if (Knows(httpContext.Request, tag))
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
