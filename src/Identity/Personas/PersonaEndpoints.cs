using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.Identity.Personas;

internal static class PersonaEndpoints
{
    public static void MapPersonas(this IEndpointRouteBuilder routes)
    {
        var personas = routes.MapGroup("/identity/personas").WithTags("Personas");
        personas.MapGet("/", ListPersonas.Handle).WithName(nameof(ListPersonas))
            .AllowAnyone("Personas are made up, and a visitor must know whom to sign in as.").ProducesProblem(404);
        personas.MapPut("/{name}", PutPersona.Handle).WithName(nameof(PutPersona))
            .Allow(Policies.PlaceLoad).ProducesProblem(409).ProducesProblem(422);
    }
}
