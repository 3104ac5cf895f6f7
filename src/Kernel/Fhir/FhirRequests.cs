using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace IntegratedCare.Kernel.Fhir;

/// <summary>What FHIR reads from a request beside the resource: parameters, the form asked for, strictness, the address it came to.</summary>
public static class FhirRequests
{
    /// <summary>Where every resource of the place stands.</summary>
    public const string Root = "/fhir/r4";

    private static readonly string[] Formats = ["json", "application/json", FhirJson.ContentType, "text/json"];

    /// <summary>The parameters of the address, and of the form where one was posted, in their order. Names are case-sensitive.</summary>
    public static async Task<IReadOnlyList<KeyValuePair<string, string>>> ParametersAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var parameters = Enumerate(request.QueryString.Value).ToList();
        if (!HttpMethods.IsPost(request.Method)) return parameters;

        using var reader = new StreamReader(request.Body);
        parameters.AddRange(Enumerate(await reader.ReadToEndAsync(cancellationToken)));
        return parameters;
    }

    /// <summary>A posted search is a form; null where it came as something else.</summary>
    public static bool IsForm(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase);

    /// <summary>Can the answer be given in the form asked for? <c>_format</c> counts more than <c>Accept</c>.</summary>
    public static bool AcceptsJson(HttpRequest request, IReadOnlyList<KeyValuePair<string, string>> parameters)
    {
        // A plus sign that was not escaped has become a space on the way.
        if (parameters.LastOrDefault(p => p.Key == "_format") is { Value.Length: > 0 } format)
            return Formats.Contains(format.Value.Split(';')[0].Trim().Replace(' ', '+'), StringComparer.OrdinalIgnoreCase);

        var accepted = request.Headers.Accept;
        if (accepted.Count == 0) return true;
        if (!MediaTypeHeaderValue.TryParseList(accepted, out var types)) return false;
        return types.Any(type => type.Quality is not 0 && IsR4(type)
            && (type.MatchesAllTypes || (type.MatchesAllSubTypes && type.Type.Equals("application", StringComparison.OrdinalIgnoreCase))
                || Formats.Contains(type.MediaType.Value, StringComparer.OrdinalIgnoreCase)));
    }

    // hl7.org/fhir/R4/http.html#version-parameter
    private static bool IsR4(MediaTypeHeaderValue type) => type.Parameters
        .Where(p => p.Name.Equals("fhirVersion", StringComparison.OrdinalIgnoreCase)).All(p => p.GetUnescapedValue().Equals("4.0", StringComparison.Ordinal));

    /// <summary><c>Prefer: handling=strict</c>.</summary>
    public static bool IsStrict(HttpRequest request) => request.Headers["Prefer"]
        .SelectMany(header => (header ?? "").Split([',', ';'], StringSplitOptions.TrimEntries))
        .Contains("handling=strict", StringComparer.OrdinalIgnoreCase);

    /// <summary>Where the resources stand, as the caller sees it: the gateway says under which name it was asked.</summary>
    public static string BaseOf(HttpRequest request)
    {
        var host = request.Headers["X-Forwarded-Host"] is [{ Length: > 0 and < 300 } named] && IsHost(named) ? new HostString(named) : request.Host;
        var scheme = request.Headers["X-Forwarded-Proto"] is ["http" or "https"] ? request.Headers["X-Forwarded-Proto"][0] : request.Scheme;
        return $"{scheme}://{host.ToUriComponent()}{Root}";
    }

    private static bool IsHost(string name) => Uri.CheckHostName(new HostString(name).Host) != UriHostNameType.Unknown;

    private static IEnumerable<KeyValuePair<string, string>> Enumerate(string? text)
    {
        foreach (var pair in new QueryStringEnumerable(text))
            yield return new(pair.DecodeName().ToString(), pair.DecodeValue().ToString());
    }
}
