using System.Text.Json;
using Microsoft.Extensions.Options;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace IntegratedCare.DirectoryOfServices.OpenReferral;

/// <summary>A whole list, a record a line, written as it is read: however long it is, little of it is in memory at a time.</summary>
internal sealed class OpenLines<T>(IAsyncEnumerable<T> records) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var options = httpContext.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        using var place = httpContext.RequestServices.GetRequiredService<WholeLists>().Enter(httpContext);
        var (response, ending) = (httpContext.Response, httpContext.RequestAborted);
        response.ContentType = "application/x-ndjson; charset=utf-8";
        response.Headers.CacheControl = OpenCaching.AskFirst;
        if (HttpMethods.IsHead(httpContext.Request.Method)) return;

        await foreach (var record in records.WithCancellation(ending))
        {
            await response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(record, options), ending);
            await response.Body.WriteAsync("\n"u8.ToArray(), ending);
        }
    }
}
