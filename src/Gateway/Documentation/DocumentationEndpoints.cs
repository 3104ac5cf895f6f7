using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.Gateway.Documentation;

internal static class DocumentationEndpoints
{
    public static void MapDocumentation(this IEndpointRouteBuilder routes)
    {
        var descriptions = routes.MapGroup("/openapi").WithTags("Documentation")
            .AllowAnyone("What can be asked is public; what is answered is not.");
        descriptions.MapGet("/", ListDescriptions.Handle).WithName(nameof(ListDescriptions));
        descriptions.MapOpenApi($"/{ServiceDescriptions.Gateway}.json");
        descriptions.MapGet("/{service}.json", ShowDescription.Handle).WithName(nameof(ShowDescription));
    }
}
