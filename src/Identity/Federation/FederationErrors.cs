using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Identity.Federation;

internal static class FederationErrors
{
    public static readonly DomainError ProviderUnknown = new(
        "federation.provider-unknown", "This place does not sign in with that provider.", ErrorKind.NotFound);

    public static readonly DomainError ReturnPathInvalid = new(
        "federation.return-path-invalid", "The returnTo must be a path of this place, such as /diary.", ErrorKind.Invalid);

    /// <summary>A provider that cannot be reached, or that fails itself.</summary>
    public static readonly DomainError ProviderUnreachable = new(
        "federation.provider-unreachable", "The sign-in provider does not answer now. Try again shortly.", ErrorKind.Unavailable);

    /// <summary>Never started, started in another browser, over, or used already: which of them is nobody's business.</summary>
    public static readonly DomainError SignInUnknown = new(
        "federation.sign-in-unknown", "That sign-in is over or was not started in this browser. Start again.", ErrorKind.Invalid);

    /// <summary>The provider let the person not through, or the person turned back.</summary>
    public static readonly DomainError Declined = new(
        "federation.declined", "The sign-in at the provider did not come about.", ErrorKind.Forbidden);

    /// <summary>What the provider answered does not hold: the log says in which way.</summary>
    public static readonly DomainError NotProven = new(
        "federation.not-proven", "The provider's answer does not prove who you are. Start again.", ErrorKind.Forbidden);

    /// <summary>Nobody acts here in a role that the provider does not state.</summary>
    public static readonly DomainError NoRole = new(
        "federation.no-role", "None of your roles at the provider opens anything here.", ErrorKind.Forbidden);

    public static readonly DomainError SignedInMeanwhile = new(
        "federation.signed-in-meanwhile", "You are signing in twice at once. Start again.", ErrorKind.Conflict);
}
