using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Identity.Sessions;

internal static class SessionErrors
{
    public static readonly DomainError None = new(
        "session.none", "There is no such session, or it has ended.", ErrorKind.NotFound);

    /// <summary>The session itself stays as it is, in the part in which it acts.</summary>
    public static readonly DomainError SecondFactorNeeded = new(
        "session.second-factor-needed", "That role needs a second factor. Sign in again with yours.", ErrorKind.Forbidden);
}
