using System.Security.Cryptography;
using System.Text.Json;
using IntegratedCare.Testing.Peers;
using Microsoft.AspNetCore.Hosting;
using Microsoft.IdentityModel.Tokens;

namespace IntegratedCare.Identity.Tests.Federation;

/// <summary>A real OpenID provider (npm <c>oidc-provider</c>) with the claims of NHS CIS2, which can be made to misbehave.</summary>
internal sealed class OpenIdProvider : IAsyncDisposable
{
    public const string ClientId = "integrated-care";
    private const string Secret = "a secret of the tests: with signs +/&=% in it";

    private readonly Peer peer;

    private OpenIdProvider(Peer peer, string issuer) => (this.peer, Issuer) = (peer, issuer);

    public string Issuer { get; }

    public static async Task<OpenIdProvider> StartAsync(ECDsa? publicKey = null, string authentication = "client_secret_basic")
    {
        var (peer, ready) = await Peer.StartAsync("openid-provider.mjs", new
        {
            ClientId,
            Secret,
            Authentication = authentication,
            RedirectUris = new[] { "http://127.0.0.1/identity/sign-in/external/cis2/callback" },
            PublicKey = publicKey is null ? null : (object)Published(publicKey),
        });
        return new(peer, ready.GetProperty("issuer").GetString()!);
    }

    /// <summary>The settings of a place that takes the provider for NHS CIS2, as the README shows them.</summary>
    public void Configure(IWebHostBuilder web)
    {
        var settings = new Dictionary<string, string>
        {
            ["Issuer"] = Issuer,
            ["DisplayName"] = "NHS Care Identity",
            ["ClientId"] = ClientId,
            ["ClientSecret"] = Secret,
            ["Scopes"] = "openid profile nationalrbacaccess selectedrole",
            ["UserInfo"] = "true",
            ["Claims:Roles"] = "nhsid_nrbac_roles",
            ["Claims:RoleId"] = "person_roleid",
            ["Claims:RoleValue"] = "role_code",
            ["Claims:RoleOrganisation"] = "org_code",
            ["Claims:SelectedRole"] = "selected_roleid",
            ["Required:authentication_assurance_level"] = "2 3",
            ["AssuresSecondFactor"] = "true",
            ["Rules:0:When"] = "S0010:G0020:R0260",
            ["Rules:0:Role"] = "gp",
            ["Rules:1:When"] = "*:R8001",
            ["Rules:1:WhenOrganisation"] = "RT2",
            ["Rules:1:Role"] = "team-clinician",
            ["Rules:1:Neighbourhood"] = "central",
            ["Rules:2:When"] = "*:R8000",
            ["Rules:2:Role"] = "care-coordinator",
        };
        foreach (var (name, value) in settings) web.UseSetting($"Federation:cis2:{name}", value);
    }

    /// <summary>Somebody who can sign in there, with roles as CIS2 states them and the one chosen; of whom it says the authentication level.</summary>
    public Task HasPersonAsync(string id, string name, string? selected, params CisRole[] roles) => peer.AskAsync(new
    {
        Person = id,
        Claims = new Dictionary<string, object?>
        {
            ["name"] = name,
            ["uid"] = id,
            ["authentication_assurance_level"] = "3",
            ["selected_roleid"] = selected,
            ["nhsid_nrbac_roles"] = roles.Select(role => new Dictionary<string, object>
            {
                ["person_orgid"] = $"9{id}",
                ["person_roleid"] = role.Id,
                ["org_code"] = role.OdsCode,
                ["role_code"] = role.Code,
                ["role_name"] = "\"Clinical\":\"Clinical Provision\":\"A role\"",
                ["activity_codes"] = new[] { "B0264" },
            }).ToArray(),
        }.Where(claim => claim.Value is not null).ToDictionary(),
    });

    public Task HasPersonAsync(string id, Dictionary<string, object> claims) => peer.AskAsync(new { Person = id, Claims = claims });

    public Task MisbehaveAsync(string? misdeed) => peer.AskAsync(new { Misdeed = misdeed });

    public Task RotateKeysAsync() => peer.AskAsync(new { Rotate = true });

    public async Task<int> TokenRequestsAsync() => (await peer.AskAsync(new { })).GetProperty("tokenRequests").GetInt32();

    public ValueTask DisposeAsync() => peer.DisposeAsync();

    private static JsonElement Published(ECDsa key)
    {
        var parameters = key.ExportParameters(includePrivateParameters: false);
        return JsonSerializer.SerializeToElement(new
        {
            kty = "EC",
            crv = "P-256",
            kid = "ours",
            use = "sig",
            alg = "ES256",
            x = Base64UrlEncoder.Encode(parameters.Q.X),
            y = Base64UrlEncoder.Encode(parameters.Q.Y),
        });
    }
}

/// <summary>One element of <c>nhsid_nrbac_roles</c>.</summary>
internal sealed record CisRole(string Id, string OdsCode, string Code);
