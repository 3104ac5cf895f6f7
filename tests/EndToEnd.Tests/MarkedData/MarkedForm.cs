using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IntegratedCare.EndToEnd.Tests.MarkedData;

/// <summary>Fills the forms of a service's OpenAPI description, with a mark in every field that takes text.</summary>
/// <param name="description">The service's description.</param>
/// <param name="ids">Ids of records that exist, by the name of the field that asks for them.</param>
internal sealed class MarkedForm(JsonElement description, IReadOnlyDictionary<string, string> ids)
{
    private const int DepthMax = 6;

    /// <summary>The operation's body; null where it takes none.</summary>
    public JsonNode? Body(JsonElement operation) =>
        operation.TryGetProperty("requestBody", out var body)
        && body.GetProperty("content").TryGetProperty("application/json", out var json)
            ? Value("", json.GetProperty("schema"), 0)
            : null;

    /// <summary>A value for a parameter of a path or a query.</summary>
    public string Parameter(JsonElement parameter) =>
        Value(parameter.GetProperty("name").GetString()!, parameter.GetProperty("schema"), 0)?.ToString() ?? Marks.FamilyName;

    private JsonNode? Value(string name, JsonElement schema, int depth)
    {
        if (depth > DepthMax) return null;
        schema = Resolved(schema);
        if (schema.TryGetProperty("enum", out var words) && words.GetArrayLength() > 0) return JsonNode.Parse(words[0].GetRawText());
        return TypeOf(schema) switch
        {
            "object" => Object(schema, depth),
            "array" => Array(name, schema, depth),
            "integer" => JsonValue.Create(Number(schema, 1)),
            "number" => JsonValue.Create(Number(schema, 1)),
            "boolean" => JsonValue.Create(true),
            _ => JsonValue.Create(Text(name, schema)),
        };
    }

    private JsonObject Object(JsonElement schema, int depth)
    {
        var filled = new JsonObject();
        if (!schema.TryGetProperty("properties", out var properties)) return filled;
        foreach (var property in properties.EnumerateObject())
        {
            if (Value(property.Name, property.Value, depth + 1) is { } value) filled[property.Name] = value;
        }

        return filled;
    }

    private JsonArray Array(string name, JsonElement schema, int depth)
    {
        var item = schema.TryGetProperty("items", out var items) ? Value(Singular(name), items, depth + 1) : JsonValue.Create(Marks.Text);
        return item is null ? [] : [item];
    }

    // A field is known by its name, where a text of another form would be refused before anything is done with it.
    private string Text(string name, JsonElement schema)
    {
        if (ids.TryGetValue(name, out var id)) return id;
        var format = schema.TryGetProperty("format", out var stated) ? stated.GetString() : null;
        return (format, name) switch
        {
            ("uuid", _) => Guid.CreateVersion7().ToString(),
            ("date", _) => "1950-04-01",
            ("date-time", _) => TimeProvider.System.GetUtcNow().AddHours(-1).ToString("O", CultureInfo.InvariantCulture),
            (_, "nhsNumber") => Marks.NhsNumber,
            (_, "familyName") => Marks.FamilyName,
            (_, "givenName") => Marks.GivenName,
            (_, "phone" or "telephone") => Marks.Phone,
            (_, "postcode") => "OL1 1NL",
            (_, "email" or "newEmail") => $"{Marks.GivenName}.{Marks.FamilyName}@example.org",
            (_, "password" or "newPassword" or "currentPassword") => $"a long one of {Marks.FamilyName}",
            (_, "url" or "website") => "https://example.org/",
            _ => Fitting(schema),
        };
    }

    private static string Fitting(JsonElement schema)
    {
        var longest = schema.TryGetProperty("maxLength", out var max) ? max.GetInt32() : int.MaxValue;
        return longest >= Marks.Text.Length ? Marks.Text : longest >= Marks.FamilyName.Length ? Marks.FamilyName : Marks.NhsNumber;
    }

    private static long Number(JsonElement schema, long otherwise) =>
        schema.TryGetProperty("minimum", out var least) && least.TryGetInt64(out var value) ? Math.Max(value, 1) : otherwise;

    private static string? TypeOf(JsonElement schema) => schema.TryGetProperty("type", out var type)
        ? type.ValueKind == JsonValueKind.Array
            ? type.EnumerateArray().Select(t => t.GetString()).First(t => t is not "null" and not "string" || type.GetArrayLength() <= 2 && t is not "null")
            : type.GetString()
        : schema.TryGetProperty("properties", out _) ? "object" : null;

    private JsonElement Resolved(JsonElement schema)
    {
        for (var steps = 0; steps < 10; steps++)
        {
            if (schema.TryGetProperty("$ref", out var reference))
            {
                var at = description;
                foreach (var part in reference.GetString()!.Split('/').Skip(1)) at = at.GetProperty(part);
                schema = at;
            }
            else if (schema.TryGetProperty("oneOf", out var choices) || schema.TryGetProperty("anyOf", out choices))
            {
                schema = choices.EnumerateArray().First(c => !(c.TryGetProperty("type", out var t) && t.ValueKind == JsonValueKind.String && t.GetString() == "null"));
            }
            else
            {
                break;
            }
        }

        return schema;
    }

    private static string Singular(string name) => name.EndsWith('s') ? name[..^1] : name;
}
