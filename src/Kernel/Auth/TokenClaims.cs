namespace IntegratedCare.Kernel.Auth;

/// <summary>What our access tokens carry (JWT, RFC 7519, signed with ES256).</summary>
public static class TokenClaims
{
    /// <summary>The issuer of every token of a place.</summary>
    public const string Issuer = "urn:integrated-care:identity";

    /// <summary>Stable id of the person or program.</summary>
    public const string Subject = "sub";

    /// <summary>Display name.</summary>
    public const string Name = "name";

    /// <summary>One of <see cref="Roles"/>.</summary>
    public const string Role = "role";

    /// <summary>Code of the organisation acted for.</summary>
    public const string Organisation = "org";

    /// <summary>Code of the neighbourhood worked in.</summary>
    public const string Neighbourhood = "neighbourhood";

    /// <summary>What a program may do, words of <see cref="Scopes"/> with spaces between; a person's token has none.</summary>
    public const string Scope = "scope";

    /// <summary>The browser session that the token stands for; no other token has it.</summary>
    public const string Session = "sid";

    /// <summary>How the person proved who they are (RFC 8176).</summary>
    public const string AuthenticationMethods = "amr";
}
