using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace IntegratedCare.Gateway.Pages;

/// <summary>One of the gateway's own files for the browser, carried inside the program: a replica needs no folder beside it.</summary>
internal sealed class Page
{
    private readonly byte[] content;
    private readonly string contentType;
    private readonly EntityTagHeaderValue tag;

    private Page(byte[] content, string contentType)
    {
        this.content = content;
        this.contentType = contentType;
        tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 12))}\"");
    }

    public static Page Read(string file)
    {
        using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream($"pages/{file}")
            ?? throw new InvalidOperationException($"The page '{file}' is not part of the program.");
        var content = new byte[resource.Length];
        resource.ReadExactly(content);
        return new Page(content, ContentTypeOf(Path.GetExtension(file)));
    }

    /// <summary>The file as it is written.</summary>
    public string Text => Encoding.UTF8.GetString(content);

    /// <summary>The file, or "not modified" to a browser that has it already.</summary>
    public FileContentHttpResult Show(HttpContext context)
    {
        context.Response.Headers.CacheControl = "public, no-cache";   // may be kept, must be asked for again
        return TypedResults.File(content, contentType, entityTag: tag);
    }

    private static string ContentTypeOf(string extension) => extension switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => throw new InvalidOperationException($"No content type is known for '{extension}'."),
    };
}
