using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace IntegratedCare.EndToEnd.Tests.Attacks;

/// <summary>Every operation that the running services describe, so that an attack meets a new endpoint without anybody thinking of it.</summary>
internal sealed partial class Described
{
    public static readonly string[] Services = ["directory", "scheduling", "ledger", "quality", "identity"];

    private const int DepthMax = 8;

    private readonly JsonElement document;

    private Described(JsonElement document) => this.document = document;

    public static async Task<Described> ReadAsync(RunningSystem system, string service)
    {
        using var anyone = system.Anonymous();
        return new(await Neighbourhood.GetAsync(anyone, $"/openapi/{service}.json"));
    }

    public IEnumerable<Operation> Operations() =>
        from path in document.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        where operation.Name is "get" or "post" or "put" or "delete" or "patch"
        select new Operation(
            new HttpMethod(operation.Name.ToUpperInvariant()), path.Name, BodyOf(operation.Value),
            operation.Value.TryGetProperty("security", out _));

    /// <summary>A body of the right shape; <paramref name="text"/> may say what stands at a place where a text is asked for.</summary>
    public JsonNode? Body(JsonElement schema, Func<string, string?> text) => Value(schema, "", text, depth: 0);

    /// <summary>The places of a body at which a text is asked for.</summary>
    public IReadOnlyList<string> Texts(JsonElement schema)
    {
        var places = new List<string>();
        Body(schema, place =>
        {
            places.Add(place);
            return null;
        });
        return [.. places.Distinct()];
    }

    private static JsonElement? BodyOf(JsonElement operation) =>
        operation.TryGetProperty("requestBody", out var body)
            && body.GetProperty("content").TryGetProperty("application/json", out var json) && json.TryGetProperty("schema", out var schema)
            ? schema : null;

    private JsonNode? Value(JsonElement schema, string place, Func<string, string?> text, int depth)
    {
        schema = Resolve(schema);
        if (depth > DepthMax) return null;
        if (schema.TryGetProperty("enum", out var words)) return JsonNode.Parse(words.EnumerateArray().First().GetRawText());

        return TypeOf(schema) switch
        {
            "object" => Object(schema, place, text, depth),
            "array" => schema.TryGetProperty("items", out var item) ? new JsonArray(Value(item, $"{place}[]", text, depth + 1)) : new JsonArray(),
            "integer" or "number" => schema.TryGetProperty("minimum", out var least) && least.TryGetInt64(out var number) ? number : 1,
            "boolean" => true,
            _ => text(place) ?? Usual(schema),
        };
    }

    private JsonObject Object(JsonElement schema, string place, Func<string, string?> text, int depth)
    {
        var made = new JsonObject();
        if (!schema.TryGetProperty("properties", out var properties)) return made;
        foreach (var property in properties.EnumerateObject())
            made[property.Name] = Value(property.Value, $"{place}/{property.Name}", text, depth + 1);
        return made;
    }

    private static string Usual(JsonElement schema) => (schema.TryGetProperty("format", out var format) ? format.GetString() : null) switch
    {
        "uuid" => "11111111-1111-4111-8111-111111111111",
        "date" => "2026-11-20",
        "date-time" => "2026-11-20T09:00:00Z",
        _ => "text",
    };

    private JsonElement Resolve(JsonElement schema)
    {
        for (var step = 0; step < DepthMax; step++)
        {
            if (schema.TryGetProperty("$ref", out var reference))
                schema = document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]);
            else if (Alternatives(schema) is { } some)
                schema = some;
            else
                break;
        }

        return schema;
    }

    // "This or null" is described as a choice of two.
    private static JsonElement? Alternatives(JsonElement schema)
    {
        foreach (var word in (string[])["oneOf", "anyOf", "allOf"])
        {
            if (!schema.TryGetProperty(word, out var choices)) continue;
            foreach (var choice in choices.EnumerateArray())
                if (choice.TryGetProperty("$ref", out _) || TypeOf(choice) != "null") return choice;
        }

        return null;
    }

    private static string? TypeOf(JsonElement schema) =>
        !schema.TryGetProperty("type", out var type) ? (schema.TryGetProperty("properties", out _) ? "object" : null)
        : type.ValueKind == JsonValueKind.Array
            ? type.EnumerateArray().Select(one => one.GetString()).FirstOrDefault(one => one is not ("null" or "string")) ?? "string"
        : type.GetString();

    /// <summary>One thing that may be asked of a service.</summary>
    internal sealed record Operation(HttpMethod Method, string Path, JsonElement? Body, bool NeedsToken)
    {
        public bool TakesId => Path.Contains('{', StringComparison.Ordinal);

        /// <summary>The address with each parameter replaced.</summary>
        public string Address(Func<string, string> value) =>
            Parameter().Replace(Path, match => value(match.Groups[1].Value));

        public override string ToString() => $"{Method} {Path}";
    }

    [GeneratedRegex(@"\{([^}:?]+)[^}]*\}")]
    private static partial Regex Parameter();
}
