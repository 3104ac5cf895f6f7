using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;

namespace IntegratedCare.Identity.Federation;

/// <summary>
/// The two secrets of one sign-in: the state, which goes to the provider and comes back, and one that stays in the browser's cookie. The nonce and
/// the code verifier (PKCE, RFC 7636) follow from both.
/// </summary>
/// <remarks>The database keeps hashes of the two only: whoever reads it can finish nobody's sign-in.</remarks>
internal sealed partial record SignInProof(string State, string Browser)
{
    private const int SecretBytes = 32;

    public string Nonce => Derive("nonce");

    public string CodeVerifier => Derive("code-verifier");

    public string CodeChallenge => WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(CodeVerifier)));

    public byte[] StateHash => SHA256.HashData(Encoding.ASCII.GetBytes(State));

    public byte[] BrowserHash => SHA256.HashData(Encoding.ASCII.GetBytes(Browser));

    public static SignInProof New() => new(NewSecret(), NewSecret());

    /// <summary>The proof that a browser brings back, or null where it brings none that could have come from here.</summary>
    public static SignInProof? Read(string? state, string? browser) =>
        state is not null && browser is not null && Form().IsMatch(state) && Form().IsMatch(browser) ? new(state, browser) : null;

    /// <summary>Never the secrets, so that they cannot slip into a log.</summary>
    public override string ToString() => "Proof of a sign-in …";

    private static string NewSecret() => WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(SecretBytes));

    private string Derive(string what) => WebEncoders.Base64UrlEncode(
        HMACSHA256.HashData(Encoding.ASCII.GetBytes(Browser), Encoding.ASCII.GetBytes($"{what} {State}")));

    [GeneratedRegex(@"^[A-Za-z0-9_-]{43}\z")]
    private static partial Regex Form();
}
