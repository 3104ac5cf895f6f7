using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Identity.Sessions;

internal static class SessionErrors
{
    public static readonly DomainError None = new(
        "session.none", "There is no such session, or it has ended.", ErrorKind.NotFound);
}
