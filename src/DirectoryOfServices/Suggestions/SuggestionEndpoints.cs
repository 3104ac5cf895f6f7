using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.DirectoryOfServices.Suggestions;

internal static class SuggestionEndpoints
{
    public static void AddSuggestions(this IServiceCollection services)
    {
        services.AddSingleton<SuggestionBook>();
        services.AddHostedService<SuggestionCare>();
    }

    public static void MapSuggestions(this IEndpointRouteBuilder routes)
    {
        var suggestions = routes.MapGroup("/api/directory/suggestions").WithTags("Suggestions");
        suggestions.MapGet("/", FindSuggestions.Handle).WithName(nameof(FindSuggestions))
            .Allow(Policies.DirectoryRead)
            .ProducesProblem(400);
    }
}
