using IntegratedCare.Identity.Demonstration;
using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity.Personas;

/// <summary>Whom a visitor of the demonstration place may sign in as.</summary>
internal static class ListPersonas
{
    private const int PersonasMax = 200;

    public static async Task<Ok<PersonasView>> Handle(
        IdentityDb db, DemonstrationMode demonstration, CancellationToken cancellationToken)
    {
        if (!demonstration.IsOn) throw new DomainException(PersonaErrors.None);

        var personas = await db.Personas.AsNoTracking().OrderBy(persona => persona.Name).Take(PersonasMax)
            .Select(persona => new PersonaView(
                persona.Name, persona.DisplayName, persona.Role, persona.OrganisationCode, persona.NeighbourhoodCode))
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(new PersonasView(personas));
    }
}

public sealed record PersonasView(IReadOnlyList<PersonaView> Items);

public sealed record PersonaView(
    string Name, string DisplayName, string Role, string OrganisationCode, string? NeighbourhoodCode);
