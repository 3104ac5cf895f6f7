using System.Text.RegularExpressions;
using IntegratedCare.Identity.SigningIn;
using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.Identity.Federation;

/// <summary>One OpenID provider of the settings: <c>Federation:{provider}:…</c>, as the README lists them.</summary>
internal sealed partial record ProviderSettings(
    string Name, string DisplayName, Uri Issuer, string ClientId, ClientCredential Credential, string Scopes)
{
    public const int NameLengthMax = 50;

    private const string Section = "Federation";

    public required bool AsksUserInfo { get; init; }
    public required ClaimNames Claims { get; init; }
    public required IReadOnlyList<RoleRule> Rules { get; init; }

    /// <summary>Claims of the ID token that must have one of the values, such as the assurance level of the authentication.</summary>
    public required IReadOnlyDictionary<string, string[]> Required { get; init; }

    /// <summary>Parameters that the provider wants in the request beyond the standard's, such as <c>acr_values</c> or <c>prompt</c>.</summary>
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    /// <summary>Whether a sign-in there counts as one with a second factor.</summary>
    public required bool AssuresSecondFactor { get; init; }

    /// <summary>How a person who comes from there has signed in, for the session.</summary>
    public IReadOnlyList<string> Methods => AssuresSecondFactor ? [SignInMethods.Provider, SignInMethods.SeveralFactors] : [SignInMethods.Provider];

    /// <summary>A provider on this very machine, as tests have it, may do without TLS; no other may.</summary>
    public bool IsLoopback => Issuer.IsLoopback;

    /// <summary>Every provider of the settings; a wrong one stops the start, and the message names it but not its secret.</summary>
    public static IReadOnlyList<ProviderSettings> Read(IConfiguration configuration) =>
        [.. configuration.GetSection(Section).GetChildren().Select(Read)];

    private static ProviderSettings Read(IConfigurationSection setting)
    {
        var name = setting.Key;
        if (name.Length > NameLengthMax || !NamePattern().IsMatch(name))
            throw Wrong(name, "a provider's name is lower-case letters, digits and hyphens");

        var rules = setting.GetSection("Rules").GetChildren().Select(rule => ReadRule(name, rule)).ToArray();
        if (rules.Length == 0) throw Wrong(name, "without Rules nobody could act in a role");

        var scopes = setting["Scopes"] ?? "openid profile";
        if (!scopes.Split(' ').Contains("openid")) throw Wrong(name, "its Scopes must contain openid");

        return new(name, setting["DisplayName"] ?? name, ReadIssuer(setting), Needed(setting, "ClientId"),
            ClientCredential.Read(setting, why => Wrong(name, why)), scopes)
        {
            AsksUserInfo = setting.GetValue("UserInfo", false),
            AssuresSecondFactor = setting.GetValue("AssuresSecondFactor", false),
            Rules = rules,
            Claims = new(
                setting["Claims:Name"] ?? "name", Needed(setting, "Claims:Roles"), setting["Claims:RoleId"], setting["Claims:RoleValue"],
                setting["Claims:RoleOrganisation"], setting["Claims:SelectedRole"]),
            Required = setting.GetSection("Required").GetChildren().ToDictionary(claim => claim.Key, claim => (claim.Value ?? "").Split(' ')),
            Parameters = setting.GetSection("Parameters").GetChildren().ToDictionary(part => part.Key, part => part.Value ?? ""),
        };
    }

    private static Uri ReadIssuer(IConfigurationSection setting)
    {
        var isAddress = Uri.TryCreate(Needed(setting, "Issuer"), UriKind.Absolute, out var issuer);
        return isAddress && IsProtected(issuer!) ? issuer! : throw Wrong(setting.Key, "its Issuer must be an https address");
    }

    internal static bool IsProtected(Uri address) =>
        address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback);

    private static RoleRule ReadRule(string name, IConfigurationSection rule)
    {
        var role = rule["Role"] ?? throw Wrong(name, $"its rule {rule.Key} has no Role");
        if (!Roles.OfPeople.Contains(role)) throw Wrong(name, $"its rule {rule.Key} gives no role of a person");
        return rule["When"] is { Length: > 0 } when
            ? new(when, rule["WhenOrganisation"], role, rule["Organisation"], rule["Neighbourhood"])
            : throw Wrong(name, $"its rule {rule.Key} has no When");
    }

    private static string Needed(IConfigurationSection setting, string what) =>
        setting[what] is { Length: > 0 } value ? value : throw Wrong(setting.Key, $"it has no {what}");

    private static InvalidOperationException Wrong(string name, string why) =>
        new($"The setting {Section}:{name} is wrong: {why}.");

    [GeneratedRegex(@"^[a-z0-9]+(-[a-z0-9]+)*\z")]
    private static partial Regex NamePattern();
}
