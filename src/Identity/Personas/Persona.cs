using IntegratedCare.Identity.Organisations;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Identity.Personas;

/// <summary>A part that somebody can play in a demonstration place. No persona is a real person.</summary>
internal sealed class Persona
{
    public const int NameLengthMax = 50;

    public required string Name { get; init; }
    public required string DisplayName { get; set; }
    public required string Role { get; set; }
    public required string OrganisationCode { get; set; }
    public string? NeighbourhoodCode { get; set; }      // null: the part works across the place

    public string Subject => SubjectOf(Name);

    public static string SubjectOf(string name) => $"persona:{name}";

    public static bool IsName(string text) => text.Length <= NameLengthMax && Organisation.IsCode(text);

    /// <summary>The roles a persona may play: those of people, and not those of programs.</summary>
    public static string PlayableRole(string role) => Roles.OfPeople.Contains(role)
        ? role
        : throw new DomainException(PersonaErrors.RoleUnknown);
}
