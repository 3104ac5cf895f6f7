using System.Text.Json;
using System.Text.Json.Serialization;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Fhir;
using Microsoft.Net.Http.Headers;

namespace IntegratedCare.Scheduling.Fhir.Received;

/// <summary>Reads a resource from a request.</summary>
/// <remarks>
/// What FHIR knows and the diary keeps nothing of is left out, and the answer shows what was kept. What FHIR does not know is refused: a name written
/// wrongly must not be lost in silence. So is what would change the meaning of the rest (modifierExtension, implicitRules).
/// </remarks>
internal static class ResourceBody
{
    internal static readonly JsonSerializerOptions Lenient = Options();

    // hl7.org/fhir/R4/resource.html, domainresource.html
    private static readonly string[] OfEvery =
        ["resourceType", "id", "meta", "language", "text", "contained", "extension", "implicitRules", "modifierExtension"];

    /// <summary>The resource in the body.</summary>
    public static async Task<T> ReadAsync<T>(HttpContext http, string mediaType = FhirJson.ContentType) where T : ResourceReceived
    {
        await using var body = new MemoryStream();
        MustBe(http.Request, mediaType);
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        return Read<T>(body.ToArray());
    }

    public static T Read<T>(ReadOnlySpan<byte> json) where T : ResourceReceived
    {
        T resource;
        try
        {
            resource = JsonSerializer.Deserialize<T>(json, Lenient) ?? throw Refusal.Invalid("The body is null.");
        }
        catch (JsonException e)
        {
            throw new DomainException(FhirErrors.ResourceInvalid, e.Path is { Length: > 0 } path ? $"At {path}." : null);
        }

        if (resource.ResourceType != resource.Type) throw Refusal.Invalid($"The resource is no {resource.Type}.");
        if (resource.ModifierExtension is not null || resource.ImplicitRules is not null)
            throw Refusal.Unfit("modifierExtension and implicitRules are not understood here.");
        if (resource.Rest is { } rest && !rest.Keys.All(name => Knows(resource, name)))
            throw Refusal.Invalid($"The resource has an element that {resource.Type} does not have in R4.");
        return resource;
    }

    /// <summary>Refuses what comes in another form than the one that is read.</summary>
    public static void MustBe(HttpRequest request, string mediaType)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || (!type.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase)
                && !type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)))
        {
            throw new BadHttpRequestException("Another form of body is read here.", StatusCodes.Status415UnsupportedMediaType);
        }
    }

    private static bool Knows(ResourceReceived resource, string name)
    {
        var plain = name.TrimStart('_');    // what is said of an element, and not the element itself
        return OfEvery.Contains(plain) || resource.Elements.Contains(plain);
    }

    private static JsonSerializerOptions Options()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        StrictJson.Apply(options);
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip;
        return options;
    }
}

/// <summary>What every resource that is sent to us may have.</summary>
internal abstract record ResourceReceived
{
    public string? ResourceType { get; init; }
    public string? Id { get; init; }
    public MetaReceived? Meta { get; init; }
    public JsonElement? ImplicitRules { get; init; }
    public JsonElement? ModifierExtension { get; init; }
    public IReadOnlyList<ContainedReceived>? Contained { get; init; }
    public IReadOnlyList<ExtensionReceived>? Extension { get; init; }
    [JsonExtensionData] public Dictionary<string, JsonElement>? Rest { get; init; }

    /// <summary>The type that is read.</summary>
    internal abstract string Type { get; }

    /// <summary>R4's elements of the type that the diary does not keep.</summary>
    internal abstract IReadOnlyCollection<string> Elements { get; }
}
