using System.ComponentModel.DataAnnotations;
using System.Text;
using System.Text.Json.Serialization;
using IntegratedCare.Identity.Clients;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace IntegratedCare.Identity.Tokens;

/// <summary>What a sign-in sends, form-urlencoded (RFC 6749 §4.4.2).</summary>
/// <remarks>
/// The client's id and secret may stand in an <c>Authorization: Basic</c> header instead. A program may ask for fewer scopes than it has
/// (<c>scope</c>), anybody for a token that one service alone accepts (<c>resource</c>, RFC 8707: the service's name).
/// </remarks>
public sealed record TokenForm(
    [property: JsonPropertyName("grant_type"), Required] string GrantType,
    [property: JsonPropertyName("client_id")] string? ClientId = null,
    [property: JsonPropertyName("client_secret")] string? ClientSecret = null,
    [property: JsonPropertyName("persona")] string? Persona = null,
    [property: JsonPropertyName("scope")] string? Scope = null,
    [property: JsonPropertyName("resource")] string? Resource = null,
    [property: JsonPropertyName("session")] string? Session = null)
{
    internal const string MediaType = "application/x-www-form-urlencoded";
    internal const int BytesMax = 4_096;
    internal const int FieldsMax = 16;

    private const string BasicPrefix = "Basic ";

    /// <summary>The form, or null where it is not one: a field missing or given twice, or two ways to name the client.</summary>
    internal static async Task<TokenForm?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase))
            return null;

        IFormCollection form;
        try
        {
            form = await request.ReadFormAsync(cancellationToken);
        }
        catch (InvalidDataException)
        {
            return null;
        }

        if (form.Any(field => field.Value.Count > 1)) return null;
        if (Field(form["grant_type"]) is not { } grantType) return null;

        var read = new TokenForm(
            grantType, Field(form["client_id"]), Field(form["client_secret"]), Field(form["persona"]), Field(form["scope"]),
            Field(form["resource"]), Field(form["session"]));
        var header = request.Headers[HeaderNames.Authorization].ToString();
        if (!header.StartsWith(BasicPrefix, StringComparison.OrdinalIgnoreCase)) return read;

        return read.ClientSecret is null && Basic(header[BasicPrefix.Length..].Trim()) is var (id, secret)
            && (read.ClientId is null || read.ClientId == id)
            ? read with { ClientId = id, ClientSecret = secret }
            : null;
    }

    private static string? Field(StringValues value) => value.ToString() is { Length: > 0 } text ? text : null;

    // Both parts are form-urlencoded before they are joined (RFC 6749 §2.3.1).
    private static (string Id, string Secret)? Basic(string encoded)
    {
        Span<byte> bytes = stackalloc byte[SecretHash.SecretLengthMax * 2];
        if (!Convert.TryFromBase64String(encoded, bytes, out var written)) return null;
        var parts = Encoding.UTF8.GetString(bytes[..written]).Split(':', 2);
        return parts.Length == 2 ? (Decode(parts[0]), Decode(parts[1])) : null;

        static string Decode(string part) => Uri.UnescapeDataString(part.Replace('+', ' '));
    }
}
