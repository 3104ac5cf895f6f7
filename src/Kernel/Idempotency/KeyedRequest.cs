using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IntegratedCare.Kernel.Idempotency;

/// <summary>A request under an idempotency key: whose key it is, and what was asked.</summary>
/// <param name="Subject">The caller; keys are each caller's own.</param>
/// <param name="Key">The key, 1 to 200 printable characters.</param>
/// <param name="Hash">SHA-256 of route and body as they were understood.</param>
public sealed record KeyedRequest(string Subject, string Key, byte[] Hash)
{
    internal const string KeyHeader = "Idempotency-Key";
    internal const int KeyLengthMax = 200;

    private static readonly DomainError KeyMissing =
        new("idempotency.key-missing", "Send an Idempotency-Key of 1 to 200 printable characters.", ErrorKind.Invalid);

    /// <summary>The request, or the refusal where it bears no key.</summary>
    /// <param name="http">The request itself.</param>
    /// <param name="body">Its body as it was understood, so that spacing and member order do not make it another one; null: it has none.</param>
    public static KeyedRequest Of(HttpContext http, object? body)
    {
        ArgumentNullException.ThrowIfNull(http);
        var key = KeyOf(http.Request);
        if (key.Length is 0 or > KeyLengthMax || key.Any(c => c is < ' ' or > '~')) throw new DomainException(KeyMissing);
        return new(Caller.Of(http.User)?.Subject ?? "anyone", key, HashOf(http, body));
    }

    // FHIR's callers mark each request with a number of its own (X-Request-ID), and send the same one again when they hear nothing.
    internal static string KeyOf(HttpRequest request)
    {
        var key = request.Headers[KeyHeader].ToString();
        return key.Length == 0 && request.Path.StartsWithSegments("/fhir") && RequestMarks.Of(request) is { } mark ? $"x-request-id:{mark}" : key;
    }

    private static byte[] HashOf(HttpContext http, object? body)
    {
        var json = http.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        var content = body is null ? [] : JsonSerializer.SerializeToUtf8Bytes(body, body.GetType(), json);
        var route = Encoding.UTF8.GetBytes($"{http.Request.Method} {http.Request.Path}\n");
        return SHA256.HashData([.. route, .. content]);
    }
}
