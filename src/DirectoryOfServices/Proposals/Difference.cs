using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using IntegratedCare.DirectoryOfServices.CareServices;

namespace IntegratedCare.DirectoryOfServices.Proposals;

/// <summary>A member of a record that reads differently. What says nothing is left out: absent, no entries, and not so are one.</summary>
public sealed record Difference(string Member, JsonElement? Before, JsonElement? After)
{
    private const string StatusMember = "status";

    /// <summary>Quality stopped the service or let it go on: nobody's edit of the entry.</summary>
    [JsonIgnore]
    internal bool IsOfRestriction => Member == StatusMember
        && IsOpenOrRestricted(Before) && IsOpenOrRestricted(After);

    /// <summary>Somebody said that the entry is right, and when: nothing of what the entry says.</summary>
    [JsonIgnore]
    internal bool IsOfAssurance => Member is "assuredOn" or "assuredBy" or "assurerEmail";

    /// <summary>What differs between two records in their stored form, by name; null: there is none.</summary>
    internal static IReadOnlyList<Difference> Between(string? before, string? after)
    {
        var (former, latter) = (Members(before), Members(after));
        return
        [
            .. former.Keys.Union(latter.Keys).Order(StringComparer.Ordinal)
                .Where(member => !JsonNode.DeepEquals(former.GetValueOrDefault(member), latter.GetValueOrDefault(member)))
                .Select(member => new Difference(member, Element(former.GetValueOrDefault(member)), Element(latter.GetValueOrDefault(member)))),
        ];
    }

    private static Dictionary<string, JsonNode> Members(string? json) => json is null || JsonNode.Parse(json) is not JsonObject record
        ? []
        : record.Where(member => SaysSomething(member.Value)).ToDictionary(m => m.Key, m => m.Value!, StringComparer.Ordinal);

    // A record that was stored before a member came to be does not differ from one that has it and says nothing by it.
    private static bool SaysSomething(JsonNode? value) => value switch
    {
        null or JsonArray { Count: 0 } => false,
        JsonValue single => single.GetValueKind() is not JsonValueKind.False,
        _ => true,
    };

    private static JsonElement? Element(JsonNode? node) => node is null ? null : JsonElement.Parse(node.ToJsonString());

    private static bool IsOpenOrRestricted(JsonElement? status) =>
        status?.GetString() is { } word && (word == ServiceStatus.Active.Word() || word == ServiceStatus.Restricted.Word());
}
