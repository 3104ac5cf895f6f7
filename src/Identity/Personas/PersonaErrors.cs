using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Identity.Personas;

internal static class PersonaErrors
{
    public static readonly DomainError NameInvalid = new(
        "persona.name-invalid", "A persona's name is lower-case letters, digits and hyphens.", ErrorKind.Rejected);

    public static readonly DomainError RoleUnknown = new(
        "persona.role-unknown", "There is no such role for a person.", ErrorKind.Rejected);

    public static readonly DomainError OrganisationUnknown = new(
        "persona.organisation-unknown", "There is no such organisation.", ErrorKind.Rejected);

    public static readonly DomainError OnlyInDemonstration = new(
        "persona.only-in-demonstration", "Only a demonstration place has personas.", ErrorKind.Rejected);

    public static readonly DomainError None = new(
        "persona.none", "This place has no personas.", ErrorKind.NotFound);

    public static readonly DomainError Unknown = new(
        "persona.unknown", "The demonstration place has no such persona.", ErrorKind.NotFound);

    public static readonly DomainError AddedMeanwhile = new(
        "persona.added-meanwhile", "Somebody else has just added this persona. Send it again.", ErrorKind.Conflict);
}
