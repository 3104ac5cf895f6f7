using System.Text.Json;
using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace IntegratedCare.Identity.Federation;

/// <summary>Who somebody is at a provider, proven: the subject, and what the provider says of them.</summary>
internal sealed record ProvenPerson(string Subject, ProviderClaims Claims);

/// <summary>An external OpenID provider: where to send a person, and what the code that they bring back is worth.</summary>
internal sealed class Provider(ProviderSettings settings, ProviderConnection connection, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan FreshReadingEvery = TimeSpan.FromSeconds(5);

    private readonly IdTokenCheck idTokens = new(settings, time);
    private readonly SemaphoreSlim gate = new(1, 1);
    private volatile ConfigurationManager<OpenIdConnectConfiguration> configuration = NewReading(settings, connection);
    private DateTimeOffset readAfreshAt = DateTimeOffset.MinValue;

    public ProviderSettings Settings => settings;

    /// <summary>The address at the provider to which the browser goes.</summary>
    public async Task<string> AuthorisationAddressAsync(SignInProof proof, string redirectUri, CancellationToken cancellationToken)
    {
        var provider = await DiscoverAsync(cancellationToken);
        var parameters = new Dictionary<string, string?>(settings.Parameters.Select(own => KeyValuePair.Create(own.Key, (string?)own.Value)))
        {
            ["response_type"] = "code",
            ["client_id"] = settings.ClientId,
            ["redirect_uri"] = redirectUri,
            ["scope"] = settings.Scopes,
            ["state"] = proof.State,
            ["nonce"] = proof.Nonce,
            ["code_challenge"] = proof.CodeChallenge,
            ["code_challenge_method"] = "S256",
        };
        return Uri.TryCreate(provider.AuthorizationEndpoint, UriKind.Absolute, out var endpoint) && ProviderSettings.IsProtected(endpoint)
            ? QueryHelpers.AddQueryString(provider.AuthorizationEndpoint, parameters)
            : throw new DomainException(FederationErrors.ProviderUnreachable);
    }

    /// <summary>Whether the answer's <c>iss</c> is the provider's own, so that no other provider's answer is taken for it (RFC 9207).</summary>
    public async Task<bool> IsIssuerOfAnswerAsync(string? issuer, CancellationToken cancellationToken)
    {
        var provider = await DiscoverAsync(cancellationToken);
        return issuer is null ? !provider.AuthorizationResponseIssParameterSupported : issuer == provider.Issuer;
    }

    /// <summary>Changes the code for the proof of who has signed in.</summary>
    /// <exception cref="ProofException">It proves nothing.</exception>
    public async Task<ProvenPerson> ProveAsync(string code, SignInProof proof, string redirectUri, CancellationToken cancellationToken)
    {
        var provider = await DiscoverAsync(cancellationToken);
        var tokens = await connection.RedeemAsync(provider, code, proof.CodeVerifier, redirectUri, cancellationToken);

        var idToken = await idTokens.ReadAsync(tokens, proof.Nonce, provider)
            ?? await idTokens.ReadAsync(tokens, proof.Nonce, await DiscoverAfreshAsync(cancellationToken))
            ?? throw new ProofException("the ID token is signed by a key that the provider does not publish");
        var subject = IdTokenCheck.Claim(idToken, "sub") ?? throw new ProofException("the ID token names nobody");

        JsonElement? userInfo = null;
        if (settings.AsksUserInfo)
        {
            userInfo = await connection.ReadUserInfoAsync(provider, tokens.AccessToken, cancellationToken);
            if (IdTokenCheck.Claim(userInfo.Value, "sub") != subject) throw new ProofException("user info is about somebody else");
        }

        return new(subject, new(idToken, userInfo));
    }

    public void Dispose()
    {
        gate.Dispose();
        connection.Dispose();
    }

    private async Task<OpenIdConnectConfiguration> DiscoverAsync(CancellationToken cancellationToken)
    {
        OpenIdConnectConfiguration read;
        try
        {
            read = await configuration.GetConfigurationAsync(cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The manager wraps what went wrong in one of several ways; whichever it was, nobody can sign in there now.
            throw new DomainException(FederationErrors.ProviderUnreachable);
        }

        return read.Issuer == settings.Issuer.OriginalString ? read : throw new ProofException("the provider calls itself otherwise than the settings do");
    }

    /// <summary>Reads the provider's keys again for a token of an unknown one, but not for every forged token.</summary>
    private async Task<OpenIdConnectConfiguration> DiscoverAfreshAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            var now = time.GetUtcNow();
            if (now - readAfreshAt >= FreshReadingEvery)
            {
                // The manager's own refresh goes on behind one's back, and this person waits for the keys.
                readAfreshAt = now;
                var reading = NewReading(settings, connection);
                await reading.GetConfigurationAsync(cancellationToken);
                configuration = reading;
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new DomainException(FederationErrors.ProviderUnreachable);
        }
        finally
        {
            gate.Release();
        }

        return await DiscoverAsync(cancellationToken);
    }

    private static ConfigurationManager<OpenIdConnectConfiguration> NewReading(ProviderSettings settings, ProviderConnection connection) =>
        new($"{settings.Issuer.OriginalString.TrimEnd('/')}/.well-known/openid-configuration",
            new OpenIdConnectConfigurationRetriever(), connection);
}
