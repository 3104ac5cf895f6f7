using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace IntegratedCare.DirectoryOfServices.OpenReferral;

/// <summary>An answer that anybody may keep and must ask about before using it again: a service that has been stopped shows so at once.</summary>
/// <remarks>The entity tag is of the very text, so that whatever changes it, a place's neighbourhood or the clocks, changes the tag.</remarks>
internal sealed class OpenAnswer<T>(T value) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var options = httpContext.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        var text = JsonSerializer.SerializeToUtf8Bytes(value, options);
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(text).AsSpan(0, 16))}\"");

        var (request, response) = (httpContext.Request, httpContext.Response);
        response.Headers.ETag = tag.ToString();
        response.Headers.CacheControl = OpenCaching.AskFirst;
        if (request.GetTypedHeaders().IfNoneMatch.Any(known => known.Equals(EntityTagHeaderValue.Any) || known.Compare(tag, useStrongComparison: false)))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = text.Length;
        if (!HttpMethods.IsHead(request.Method)) await response.Body.WriteAsync(text, httpContext.RequestAborted);
    }
}

internal static class OpenCaching
{
    public const string AskFirst = "public, no-cache";
}

internal static class OpenAnswer
{
    public static OpenAnswer<T> Of<T>(T value) => new(value);
}
