using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace IntegratedCare.Kernel.Tests.Audit;

/// <summary>What FHIR R4 demands of an AuditEvent: its elements with their cardinalities and types, its required value sets, its invariant sev-1.</summary>
internal static partial class AuditEventRules
{
    // Element, least, most (-1: any number), kind of value.
    private static readonly Dictionary<string, (string Name, int Min, int Max, string Kind)[]> Elements = new()
    {
        ["AuditEvent"] =
        [
            ("resourceType", 1, 1, "string"), ("id", 0, 1, "id"), ("type", 1, 1, "Coding"), ("subtype", 0, -1, "Coding"), ("action", 0, 1, "action"),
            ("period", 0, 1, "Period"), ("recorded", 1, 1, "instant"), ("outcome", 0, 1, "outcome"), ("outcomeDesc", 0, 1, "string"),
            ("purposeOfEvent", 0, -1, "CodeableConcept"), ("agent", 1, -1, "agent"), ("source", 1, 1, "source"), ("entity", 0, -1, "entity"),
        ],
        ["agent"] =
        [
            ("type", 0, 1, "CodeableConcept"), ("role", 0, -1, "CodeableConcept"), ("who", 0, 1, "Reference"), ("altId", 0, 1, "string"),
            ("name", 0, 1, "string"), ("requestor", 1, 1, "boolean"), ("policy", 0, -1, "uri"), ("purposeOfUse", 0, -1, "CodeableConcept"),
        ],
        ["source"] = [("site", 0, 1, "string"), ("observer", 1, 1, "Reference"), ("type", 0, -1, "Coding")],
        ["entity"] =
        [
            ("what", 0, 1, "Reference"), ("type", 0, 1, "Coding"), ("role", 0, 1, "Coding"), ("lifecycle", 0, 1, "Coding"),
            ("securityLabel", 0, -1, "Coding"), ("name", 0, 1, "string"), ("description", 0, 1, "string"), ("query", 0, 1, "base64Binary"),
            ("detail", 0, -1, "detail"),
        ],
        ["detail"] = [("type", 1, 1, "string"), ("valueString", 1, 1, "string")],
        ["Coding"] = [("system", 0, 1, "uri"), ("code", 0, 1, "code"), ("display", 0, 1, "string")],
        ["CodeableConcept"] = [("coding", 0, -1, "Coding"), ("text", 0, 1, "string")],
        ["Reference"] = [("reference", 0, 1, "string"), ("type", 0, 1, "uri"), ("identifier", 0, 1, "Identifier"), ("display", 0, 1, "string")],
        ["Identifier"] = [("system", 0, 1, "uri"), ("value", 0, 1, "string")],
    };

    /// <summary>Everything that is wrong with the resource; empty where it is a valid R4 AuditEvent.</summary>
    public static IReadOnlyList<string> Broken(JsonElement resource)
    {
        var wrong = new List<string>();
        if (resource.GetProperty("resourceType").GetString() != "AuditEvent") wrong.Add("resourceType");
        CheckObject("AuditEvent", resource, "AuditEvent", wrong);
        if (resource.TryGetProperty("entity", out var entities)
            && entities.EnumerateArray().Any(e => e.TryGetProperty("name", out _) && e.TryGetProperty("query", out _))) wrong.Add("sev-1");
        return wrong;
    }

    private static void CheckObject(string path, JsonElement value, string kind, List<string> wrong)
    {
        if (value.ValueKind != JsonValueKind.Object || !value.EnumerateObject().Any())
        {
            wrong.Add($"{path}: no object with elements");
            return;
        }

        var elements = Elements[kind];
        wrong.AddRange(value.EnumerateObject().Where(p => elements.All(e => e.Name != p.Name)).Select(p => $"{path}.{p.Name}: unknown"));
        foreach (var (name, min, max, type) in elements)
        {
            var at = $"{path}.{name}";
            if (!value.TryGetProperty(name, out var found))
            {
                if (min > 0) wrong.Add($"{at}: missing");
                continue;
            }

            var repeats = max == -1;
            if (repeats != (found.ValueKind == JsonValueKind.Array)) wrong.Add($"{at}: {(repeats ? "must" : "may not")} be an array");
            else if (!repeats) CheckValue(at, found, type, wrong);
            else if (found.GetArrayLength() == 0) wrong.Add($"{at}: an array is never empty");
            else foreach (var item in found.EnumerateArray()) CheckValue(at, item, type, wrong);
        }
    }

    private static void CheckValue(string path, JsonElement value, string type, List<string> wrong)
    {
        if (Elements.ContainsKey(type))
        {
            CheckObject(path, value, type, wrong);
            return;
        }

        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
        var holds = type switch
        {
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "action" => text is "C" or "R" or "U" or "D" or "E",
            "outcome" => text is "0" or "4" or "8" or "12",
            "id" => Id().IsMatch(text),
            "code" => Code().IsMatch(text),
            "uri" => text.Length > 0 && !text.Any(char.IsWhiteSpace),
            "instant" => Instant().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _),
            _ => text.Trim().Length > 0,
        };
        if (!holds) wrong.Add($"{path}: '{value}' is no {type}");
    }

    [GeneratedRegex(@"^[A-Za-z0-9\-\.]{1,64}$")]
    private static partial Regex Id();

    [GeneratedRegex(@"^[^\s]+(\s[^\s]+)*$")]
    private static partial Regex Code();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$")]
    private static partial Regex Instant();
}
