using System.Text.Json;

namespace IntegratedCare.Identity.Federation;

/// <summary>How a provider names what we ask of it (settings <c>Federation:{provider}:Claims</c>).</summary>
/// <remarks>
/// The roles may be a list of texts (groups), or of objects of which two or three members count. NHS CIS2 is of the second kind:
/// <c>nhsid_nrbac_roles</c> with <c>person_roleid</c>, <c>role_code</c> and <c>org_code</c>, and the one chosen in <c>selected_roleid</c>.
/// </remarks>
internal sealed record ClaimNames(
    string Name, string Roles, string? RoleId, string? RoleValue, string? RoleOrganisation, string? SelectedRole)
{
    public const int RolesMax = 500;
    public const int TextLengthMax = 300;

    /// <summary>What the person is called; null where the provider does not say.</summary>
    public string? NameIn(ProviderClaims claims) => Text(claims.Find(Name));

    /// <summary>The id of the role that the person chose at the provider; null where the provider lets nobody choose.</summary>
    public string? SelectedIn(ProviderClaims claims) => SelectedRole is null ? null : Text(claims.Find(SelectedRole));

    public IReadOnlyList<StatedRole> RolesIn(ProviderClaims claims) => claims.Find(Roles) switch
    {
        { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Take(RolesMax).Select(Read).OfType<StatedRole>()],
        { ValueKind: JsonValueKind.String } one when Read(one) is { } role => [role],
        _ => [],
    };

    private StatedRole? Read(JsonElement role) => role.ValueKind switch
    {
        JsonValueKind.String when Text(role) is { } value => new(value, value, null),
        JsonValueKind.Object when Member(role, RoleValue) is { } value => new(Member(role, RoleId), value, Member(role, RoleOrganisation)),
        _ => null,
    };

    private static string? Member(JsonElement role, string? name) =>
        name is not null && role.TryGetProperty(name, out var member) ? Text(member) : null;

    // Ids are texts at every provider we know, and a number reads the same.
    private static string? Text(JsonElement? value)
    {
        var text = value switch
        {
            { ValueKind: JsonValueKind.String } given => given.GetString(),
            { ValueKind: JsonValueKind.Number } given => given.GetRawText(),
            _ => null,
        };
        return text is { Length: > 0 and <= TextLengthMax } && !text.Any(char.IsControl) ? text : null;
    }
}

/// <summary>What a provider says of a person: signed in the ID token, and perhaps more at its user-info endpoint.</summary>
internal sealed record ProviderClaims(JsonElement IdToken, JsonElement? UserInfo)
{
    /// <summary>The claim; where both say it, what is signed counts.</summary>
    public JsonElement? Find(string name) =>
        IdToken.TryGetProperty(name, out var signed) ? signed
        : UserInfo is { } more && more.TryGetProperty(name, out var told) ? told
        : null;
}
