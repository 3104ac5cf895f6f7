using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.Identity.Clients;

/// <summary>
/// One client of the settings: <c>Clients:{id}:Secret</c>, perhaps <c>OldSecret</c> while a new one is handed out, <c>Role</c>,
/// <c>Scopes</c> with spaces between, and perhaps <c>Organisation</c>.
/// </summary>
internal sealed record ClientSettings(
    string Id, IReadOnlyList<string> Secrets, string Role, IReadOnlyList<string> Scopes, string? OrganisationCode)
{
    private const string Section = "Clients";

    /// <summary>What the programs that every place has are, where the settings give them no more than a secret.</summary>
    private static readonly Dictionary<string, string[]> OwnPrograms = new()
    {
        // Writes a place's data, and reads it again to say what has changed.
        [Roles.PlaceLoader] = [.. Kernel.Auth.Scopes.All.Except([Kernel.Auth.Scopes.Read("gateway"), Kernel.Auth.Scopes.Write("gateway")])],

        // Turns browsers' sessions into tokens; it has nothing to do in its own name.
        [Roles.Gateway] = [],
    };

    /// <summary>Every client of the settings; a wrong one stops the start, and the message names it but not its secret.</summary>
    public static IReadOnlyList<ClientSettings> Read(IConfiguration configuration) =>
        [.. configuration.GetSection(Section).GetChildren().Select(Read)];

    private static ClientSettings Read(IConfigurationSection setting)
    {
        var id = setting.Key;
        if (!Client.IsId(id)) throw Wrong(id, "a client's id is lower-case letters, digits and hyphens");

        string[] secrets = [setting["Secret"] ?? throw Wrong(id, "it has no Secret"), .. Old(setting)];
        if (Array.Exists(secrets, secret => secret.Length is < SecretHash.SecretLengthMin or > SecretHash.SecretLengthMax))
            throw Wrong(id, $"its Secret must have {SecretHash.SecretLengthMin} to {SecretHash.SecretLengthMax} characters");

        var own = OwnPrograms.GetValueOrDefault(id);
        var role = setting["Role"] ?? (own is not null ? id : throw Wrong(id, "it has no Role"));
        if (!Roles.All.Contains(role)) throw Wrong(id, "its Role is not known");

        var scopes = setting["Scopes"]?.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            ?? own ?? throw Wrong(id, "it has no Scopes");
        if (scopes.Except(Kernel.Auth.Scopes.All).FirstOrDefault() is { } unknown)
            throw Wrong(id, $"there is no scope '{unknown}'");

        return new(id, [.. secrets.Distinct()], role, scopes, setting["Organisation"]);
    }

    private static string[] Old(IConfigurationSection setting) => setting["OldSecret"] is { } old ? [old] : [];

    private static InvalidOperationException Wrong(string id, string why) =>
        new($"The setting {Section}:{id} is wrong: {why}.");
}
