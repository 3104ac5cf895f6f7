using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Identity.Clients;

internal static class ClientErrors
{
    public static readonly DomainError IdInvalid = new(
        "client.id-invalid", "A client's id is lower-case letters, digits and hyphens.", ErrorKind.Rejected);

    public static readonly DomainError IdTaken = new(
        "client.id-taken", "There is a client of that id already.", ErrorKind.Conflict);

    public static readonly DomainError RoleNotForPrograms = new(
        "client.role-not-for-programs", "A registered program cannot act in that role.", ErrorKind.Rejected);

    public static readonly DomainError ScopeUnknown = new(
        "client.scope-unknown", "There is no such scope.", ErrorKind.Rejected);

    public static readonly DomainError OrganisationUnknown = new(
        "client.organisation-unknown", "There is no such organisation.", ErrorKind.Rejected);

    public static readonly DomainError Unknown = new(
        "client.unknown", "There is no such client.", ErrorKind.NotFound);

    public static readonly DomainError KeptInSettings = new(
        "client.kept-in-settings", "This client is one of the settings and is changed only there.", ErrorKind.Conflict);

    public static readonly DomainError SecretsAlreadyTwo = new(
        "client.secrets-already-two", "Two secrets work already. Withdraw one, or wait until the older one ends.", ErrorKind.Conflict);

    public static readonly DomainError SecretUnknown = new(
        "client.secret-unknown", "The client has no such secret.", ErrorKind.NotFound);
}
