using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.Identity.Clients;

/// <summary>One client of the settings: <c>Clients:{id}:Secret</c>, <c>Role</c> and perhaps <c>Organisation</c>.</summary>
internal sealed record ClientSettings(string Id, string Secret, string Role, string? OrganisationCode)
{
    private const string Section = "Clients";

    /// <summary>Every client of the settings; a wrong one stops the start, and the message names it but not its secret.</summary>
    public static IReadOnlyList<ClientSettings> Read(IConfiguration configuration) =>
        [.. configuration.GetSection(Section).GetChildren().Select(Read)];

    private static ClientSettings Read(IConfigurationSection setting)
    {
        var id = setting.Key;
        if (!Client.IsId(id)) throw Wrong(id, "a client's id is lower-case letters, digits and hyphens");

        var secret = setting["Secret"] ?? throw Wrong(id, "it has no Secret");
        if (secret.Length is < SecretHash.SecretLengthMin or > SecretHash.SecretLengthMax)
            throw Wrong(id, $"its Secret must have {SecretHash.SecretLengthMin} to {SecretHash.SecretLengthMax} characters");

        // The one program that every place has needs no more than its secret.
        var role = setting["Role"] ?? (id == Roles.PlaceLoader ? Roles.PlaceLoader : throw Wrong(id, "it has no Role"));
        if (!Roles.All.Contains(role)) throw Wrong(id, "its Role is not known");

        return new(id, secret, role, setting["Organisation"]);
    }

    private static InvalidOperationException Wrong(string id, string why) =>
        new($"The setting {Section}:{id} is wrong: {why}.");
}
