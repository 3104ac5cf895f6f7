namespace IntegratedCare.Identity.SigningIn;

/// <summary>How a person proved who they are, in the words of RFC 8176 where it has one.</summary>
internal static class SignInMethods
{
    public const string Password = "pwd";

    /// <summary>A code of an authenticator program.</summary>
    public const string OneTimeCode = "otp";

    /// <summary>A recovery code, in the stead of the authenticator.</summary>
    public const string RecoveryCode = "recovery";

    /// <summary>Possession of a key that the person's device holds: a passkey.</summary>
    public const string Passkey = "pop";

    /// <summary>An external provider vouches for the person.</summary>
    public const string Provider = "fed";

    /// <summary>By more than one factor.</summary>
    public const string SeveralFactors = "mfa";

    /// <summary>Nothing was proved: a visitor of a demonstration.</summary>
    public const string Persona = "persona";
}
