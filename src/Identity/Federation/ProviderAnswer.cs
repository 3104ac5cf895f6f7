using Microsoft.Extensions.Primitives;

namespace IntegratedCare.Identity.Federation;

/// <summary>With what a provider sends the browser back (OpenID Connect Core §3.1.2.5, RFC 9207). Each part once, and none without bound.</summary>
internal sealed record ProviderAnswer(string? State, string? Code, string? Issuer, string? Error)
{
    private const int PartLengthMax = 4_096;

    public static ProviderAnswer Read(IQueryCollection query) =>
        new(One(query["state"]), One(query["code"]), One(query["iss"]), One(query["error"]));

    private static string? One(StringValues values) =>
        values is [{ Length: > 0 and <= PartLengthMax } value] ? value : null;
}
