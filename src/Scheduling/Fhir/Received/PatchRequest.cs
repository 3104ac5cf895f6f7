using System.Text.Json;
using System.Text.Json.Nodes;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Fhir;

namespace IntegratedCare.Scheduling.Fhir.Received;

internal sealed record PatchStep(string Op, string Path, JsonElement? Value = null);

/// <summary>A JSON Patch (RFC 6902) as FHIR takes it: add, remove, replace and test. What it makes of the resource is put in its place.</summary>
internal sealed record PatchRequest(IReadOnlyList<PatchStep> Steps)
{
    private const string MediaType = "application/json-patch+json";
    private const int StepsMax = 50;

    public static async ValueTask<PatchRequest?> BindAsync(HttpContext context)
    {
        ResourceBody.MustBe(context.Request, MediaType);
        await using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        try
        {
            var steps = JsonSerializer.Deserialize<List<PatchStep>>(body.ToArray(), ResourceBody.Lenient) ?? [];
            return steps.Count is > 0 and <= StepsMax ? new(steps) : throw Refusal.Invalid($"A patch has 1 to {StepsMax} steps.");
        }
        catch (JsonException e)
        {
            throw new DomainException(FhirErrors.ResourceInvalid, e.Path is { Length: > 0 } path ? $"At {path}." : null);
        }
    }

    /// <summary>The resource as the steps leave it.</summary>
    public T Apply<T>(object resource) where T : ResourceReceived
    {
        try
        {
            var patched = JsonNode.Parse(FhirJson.Write(resource)) ?? throw Impossible();
            foreach (var step in Steps) Take(step, patched);
            return ResourceBody.Read<T>(JsonSerializer.SerializeToUtf8Bytes(patched));
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or FormatException or JsonException)
        {
            throw Impossible();     // a path into what holds nothing, an index that is none
        }
    }

    private static void Take(PatchStep step, JsonNode root)
    {
        var path = step.Path.Split('/').Select(part => part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)).ToList();
        if (path.Count < 2 || path[0].Length > 0) throw Impossible();

        var parent = path[1..^1].Aggregate(root, (node, part) => In(node, part) ?? throw Impossible());
        var (name, value) = (path[^1], step.Value is { } said ? JsonNode.Parse(said.GetRawText()) : null);
        switch (step.Op)
        {
            case "test" when JsonNode.DeepEquals(In(parent, name), value):
                break;
            case "remove" when In(parent, name) is not null:
                Remove(parent, name);
                break;
            case "replace" when In(parent, name) is not null && value is not null:
                Put(parent, name, value, isNew: false);
                break;
            case "add" when value is not null:
                Put(parent, name, value, isNew: true);
                break;
            default:
                throw Impossible();
        }
    }

    private static JsonNode? In(JsonNode node, string part) => node switch
    {
        JsonObject one => one[part],
        JsonArray many when int.TryParse(part, out var index) && index >= 0 && index < many.Count => many[index],
        _ => null,
    };

    private static void Put(JsonNode parent, string name, JsonNode value, bool isNew)
    {
        if (parent is JsonObject one) one[name] = value;
        else if (parent is JsonArray all && name == "-" && isNew) all.Add(value);
        else if (parent is JsonArray into && isNew) into.Insert(int.Parse(name, System.Globalization.CultureInfo.InvariantCulture), value);
        else if (parent is JsonArray many) many[int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)] = value;
        else throw Impossible();
    }

    private static void Remove(JsonNode parent, string name)
    {
        if (parent is JsonObject one) one.Remove(name);
        else if (parent is JsonArray many) many.RemoveAt(int.Parse(name, System.Globalization.CultureInfo.InvariantCulture));
    }

    private static DomainException Impossible() => new(FhirErrors.PatchInvalid);
}
