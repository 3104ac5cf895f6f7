using System.Net;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text;
using System.Text.Json;
using IntegratedCare.Kernel.Errors;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace IntegratedCare.Identity.Federation;

/// <summary>What a provider's token endpoint gave for a code.</summary>
internal sealed record ProviderTokens(string IdToken, string AccessToken);

/// <summary>Talks to one provider: bounded in time and size, over TLS, following no redirect, and sending nothing of ours along.</summary>
/// <remarks>One of the few files of a service that call anything over HTTP, and what it calls is no service of the place.</remarks>
internal sealed class ProviderConnection : IDocumentRetriever, IDisposable
{
    private const int AnswerBytesMax = 512 * 1024;
    private const int TokenLengthMax = 64 * 1024;
    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan ConnectMax = TimeSpan.FromSeconds(4);

    private readonly ProviderSettings settings;
    private readonly TimeProvider time;
    private readonly HttpClient client;

    public ProviderConnection(ProviderSettings settings, TimeProvider time)
    {
        (this.settings, this.time) = (settings, time);
        client = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = ConnectMax,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),      // a provider that moves is found again
            ActivityHeadersPropagator = null,
        })
        {
            Timeout = AnswerMax,
            MaxResponseContentBufferSize = AnswerBytesMax,
        };
    }

    /// <summary>A document of the provider's: its configuration, its keys.</summary>
    public async Task<string> GetDocumentAsync(string address, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Protected(address));
        return await SendAsync(request, cancel);
    }

    /// <summary>Changes the code into tokens (RFC 6749 §4.1.3).</summary>
    public async Task<ProviderTokens> RedeemAsync(
        OpenIdConnectConfiguration provider, string code, string codeVerifier, string redirectUri, CancellationToken cancellationToken)
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = redirectUri,
            ["code_verifier"] = codeVerifier,
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, Protected(provider.TokenEndpoint));
        Authenticate(request, form, provider);
        request.Content = new FormUrlEncodedContent(form);

        var answer = ReadObject(await SendAsync(request, cancellationToken));
        return new(Text(answer, "id_token"), Text(answer, "access_token"));
    }

    public async Task<JsonElement> ReadUserInfoAsync(
        OpenIdConnectConfiguration provider, string accessToken, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Protected(provider.UserInfoEndpoint));
        request.Headers.Authorization = new("Bearer", accessToken);
        return ReadObject(await SendAsync(request, cancellationToken));
    }

    public void Dispose() => client.Dispose();

    private void Authenticate(HttpRequestMessage request, Dictionary<string, string> form, OpenIdConnectConfiguration provider)
    {
        var methods = provider.TokenEndpointAuthMethodsSupported;
        if (settings.Credential is PrivateKey key)
        {
            form["client_id"] = settings.ClientId;
            form["client_assertion_type"] = PrivateKey.AssertionType;
            form["client_assertion"] = key.Assert(settings.ClientId, provider.TokenEndpoint, time.GetUtcNow());
        }
        else if (settings.Credential is SharedSecret { Secret: var secret })
        {
            // Basic is what a provider that says nothing takes (OpenID Connect Discovery §3).
            if (methods.Count == 0 || methods.Contains("client_secret_basic"))
            {
                var pair = $"{Uri.EscapeDataString(settings.ClientId)}:{Uri.EscapeDataString(secret)}";
                request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));
            }
            else
            {
                form["client_id"] = settings.ClientId;
                form["client_secret"] = secret;
            }
        }
    }

    private async Task<string> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(MediaTypeNames.Application.Json));
        try
        {
            using var answer = await client.SendAsync(request, cancellationToken);
            if (answer.IsSuccessStatusCode) return await answer.Content.ReadAsStringAsync(cancellationToken);

            // 400 and 401 are the standard's answers to a code or a token that does not hold; all else is the provider's own trouble.
            throw answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
                ? new ProofException($"the provider answered {(int)answer.StatusCode}")
                : new DomainException(FederationErrors.ProviderUnreachable);
        }
        catch (Exception e) when (e is HttpRequestException or InvalidOperationException
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new DomainException(FederationErrors.ProviderUnreachable);
        }
    }

    private Uri Protected(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var read) && ProviderSettings.IsProtected(read)
            && (read.Scheme == Uri.UriSchemeHttps || settings.IsLoopback)
            ? read
            : throw new ProofException("the provider names an address without TLS");

    private static JsonElement ReadObject(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement is { ValueKind: JsonValueKind.Object } answer
                ? answer.Clone()
                : throw new ProofException("the provider's answer is not an object");
        }
        catch (JsonException)
        {
            throw new ProofException("the provider's answer is not JSON");
        }
    }

    private static string Text(JsonElement answer, string name) =>
        answer.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            && value.GetString() is { Length: > 0 and <= TokenLengthMax } text
            ? text
            : throw new ProofException($"the provider's answer has no {name}");
}
