namespace IntegratedCare.Identity.Tokens;

internal static class GrantTypes
{
    /// <summary>A program signs in with its own secret (RFC 6749 §4.4).</summary>
    public const string ClientCredentials = "client_credentials";

    /// <summary>A persona of the demonstration place; an extension grant (RFC 6749 §4.5).</summary>
    public const string Persona = "urn:integrated-care:persona";

    /// <summary>The gateway asks on behalf of the browser whose session cookie it was sent; an extension grant.</summary>
    public const string Session = "urn:integrated-care:session";
}
