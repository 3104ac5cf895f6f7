using System.ComponentModel.DataAnnotations;
using IntegratedCare.Identity.Demonstration;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Database;
using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity.Personas;

/// <summary>The demonstration place's data names a persona; sending it again changes nothing.</summary>
internal static class PutPersona
{
    public static async Task<Ok<UpsertView>> Handle(
        string name, PutPersonaRequest request, IdentityDb db, DemonstrationMode demonstration, Caller caller,
        Purpose purpose, CancellationToken cancellationToken)
    {
        if (!demonstration.IsOn) throw new DomainException(PersonaErrors.OnlyInDemonstration);
        if (!Persona.IsName(name)) throw new DomainException(PersonaErrors.NameInvalid);
        var role = Persona.PlayableRole(request.Role);
        if (!await db.Organisations.AnyAsync(known => known.Code == request.OrganisationCode, cancellationToken))
            throw new DomainException(PersonaErrors.OrganisationUnknown);

        var persona = await db.Personas.SingleOrDefaultAsync(known => known.Name == name, cancellationToken);
        if (persona is null)
        {
            persona = new()
            {
                Name = name,
                DisplayName = request.DisplayName,
                Role = role,
                OrganisationCode = request.OrganisationCode,
                NeighbourhoodCode = request.NeighbourhoodCode,
            };
            db.Personas.Add(persona);
        }
        else
        {
            (persona.DisplayName, persona.Role) = (request.DisplayName, role);
            (persona.OrganisationCode, persona.NeighbourhoodCode) = (request.OrganisationCode, request.NeighbourhoodCode);
        }

        var outcome = db.OutcomeFor(persona);
        if (outcome != UpsertOutcome.Unchanged) db.RecordAccess(caller, purpose, "persona.put", "persona", name);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (e.IsDuplicate("pk_personas"))
        {
            throw new DomainException(PersonaErrors.AddedMeanwhile);
        }

        return TypedResults.Ok(new UpsertView(name, outcome));
    }
}

/// <summary>A persona as the place's data describes it; without a neighbourhood it works across the place.</summary>
public sealed record PutPersonaRequest(
    [Required, StringLength(100, MinimumLength = 1)] string DisplayName,
    [Required, StringLength(50, MinimumLength = 1)] string Role,
    [Required, StringLength(100, MinimumLength = 1)] string OrganisationCode,
    [RegularExpression("^[a-z0-9]+(-[a-z0-9]+)*$"), StringLength(100)] string? NeighbourhoodCode = null);
