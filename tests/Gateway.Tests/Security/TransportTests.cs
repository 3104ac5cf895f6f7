using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using IntegratedCare.Gateway.Tests.Sessions;

namespace IntegratedCare.Gateway.Tests.Security;

/// <summary>Encryption by settings alone: a certificate of our own making, at a door of its own.</summary>
public sealed class TransportTests
{
    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    [Fact]
    public async Task With_a_certificate_in_the_settings_the_gateway_speaks_https_and_says_to_stay_with_it()
    {
        using var certificate = new CertificateFiles();
        await using var place = await SessionPlace.StartAsync(web =>
        {
            web.UseSetting("Kestrel:Endpoints:Plain:Url", "http://127.0.0.1:0");
            web.UseSetting("Kestrel:Endpoints:Secure:Url", "https://127.0.0.1:0");
            web.UseSetting("Kestrel:Endpoints:Secure:Certificate:Path", certificate.Path);
            web.UseSetting("Kestrel:Endpoints:Secure:Certificate:KeyPath", certificate.KeyPath);
        });
        using var client = Trusting(certificate, place.Gateway.Addresses.Single(address => address.Scheme == "https"));
        var cookie = place.SignIn("analyst");

        using var page = await client.GetAsync("/", Ending);
        using var signedIn = await GetAsync(client, $"__Host-ic_session={cookie}");
        using var planted = await GetAsync(client, $"ic_session={cookie}");
        using var ended = await GetAsync(client, $"__Host-ic_session={SessionPlace.NewCookie()}");

        Assert.Equal("max-age=31536000; includeSubDomains", page.Headers.GetValues("Strict-Transport-Security").Single());
        Assert.Equal(HttpStatusCode.OK, signedIn.StatusCode);
        Assert.Equal("https", place.Ledger.Received.First().Headers["X-Forwarded-Proto"]);
        Assert.Equal(HttpStatusCode.Unauthorized, planted.StatusCode);      // a name that another host could have set
        await Refusal.IsAsync(ended, HttpStatusCode.Unauthorized, "session.ended");
        Assert.Contains("; secure;", ended.Headers.GetValues("Set-Cookie").Single(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Whoever_comes_without_encryption_is_sent_to_the_encrypted_door()
    {
        await using var gateway = await GatewayHost.StartAsync([], web => web.UseSetting("Https:Port", "8443"));

        var answer = await gateway.Anonymous().GetAsync("/docs?page=1", Ending);
        var probe = await gateway.Anonymous().GetAsync("/alive", Ending);

        Assert.Equal(HttpStatusCode.PermanentRedirect, answer.StatusCode);
        Assert.Equal("https://127.0.0.1:8443/docs?page=1", answer.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.OK, probe.StatusCode);
    }

    [Fact]
    public async Task A_host_that_the_place_does_not_have_is_refused_and_comes_back_in_no_redirect()
    {
        await using var gateway = await GatewayHost.StartAsync([], web =>
        {
            web.UseSetting("Https:Port", "8443");
            web.UseSetting("AllowedHosts", "127.0.0.1;care.example");
        });

        foreach (var host in (string[])["evil.example", "127.0.0.1.evil.example", "care.example:80@evil.example", ""])
        {
            var answer = await RawRequest.GetAsync(gateway.Address, "/docs", host, []);
            Assert.StartsWith("HTTP/1.1 400", answer, StringComparison.Ordinal);
            Assert.DoesNotContain("evil", answer, StringComparison.Ordinal);
        }

        Assert.Contains("https://care.example:8443/docs", await RawRequest.GetAsync(gateway.Address, "/docs", "care.example", []), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_its_own_secret_the_gateway_says_so_and_does_not_start()
    {
        var refusal = await Assert.ThrowsAnyAsync<Exception>(() => GatewayHost.StartAsync([], web => web.UseSetting("Session:ClientSecret", "")));

        Assert.Contains("Session:ClientSecret is not set", refusal.ToString(), StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> GetAsync(HttpClient client, string cookie)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/ledger/funds");
        request.Headers.Add("Cookie", cookie);
        return client.SendAsync(request, Ending);
    }

    private static HttpClient Trusting(CertificateFiles certificate, Uri address) => new(new SocketsHttpHandler
    {
        UseCookies = false,
        SslOptions = new SslClientAuthenticationOptions
        {
            RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == certificate.Fingerprint,
        },
    }) { BaseAddress = address };

    private sealed class CertificateFiles : IDisposable
    {
        private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("certificate-");

        public CertificateFiles()
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
            var now = TimeProvider.System.GetUtcNow();
            using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
            Fingerprint = certificate.GetCertHashString();
            File.WriteAllText(Path, certificate.ExportCertificatePem());
            File.WriteAllText(KeyPath, key.ExportPkcs8PrivateKeyPem());
        }

        public string Path => System.IO.Path.Combine(folder.FullName, "certificate.pem");

        public string KeyPath => System.IO.Path.Combine(folder.FullName, "key.pem");

        public string Fingerprint { get; }

        public void Dispose() => folder.Delete(recursive: true);
    }
}
