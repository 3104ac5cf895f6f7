using System.ComponentModel.DataAnnotations;
using IntegratedCare.Identity.Demonstration;
using IntegratedCare.Identity.Personas;
using IntegratedCare.Identity.Sessions;
using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity.SigningIn;

/// <summary>A visitor of the demonstration place plays a persona at this browser.</summary>
internal static class SignInAsPersona
{
    public static async Task<Ok<SignedInView>> Handle(
        SignInAsPersonaRequest request, HttpContext http, IdentityDb db, DemonstrationMode demonstration, BrowserSessions sessions,
        CancellationToken cancellationToken)
    {
        if (!demonstration.IsOn) throw new DomainException(PersonaErrors.None);
        var persona = await db.Personas.AsNoTracking().SingleOrDefaultAsync(known => known.Name == request.Persona, cancellationToken)
            ?? throw new DomainException(PersonaErrors.Unknown);

        await sessions.StartAsync(persona, http, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new SignedInView(SignInStatus.SignedIn));
    }
}

public sealed record SignInAsPersonaRequest([StringLength(Persona.NameLengthMax, MinimumLength = 1)] string Persona);
