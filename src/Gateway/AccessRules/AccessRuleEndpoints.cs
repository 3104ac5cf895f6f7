using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.Gateway.AccessRules;

internal static class AccessRuleEndpoints
{
    public static void AddAccessRules(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<NamedEndpoints>();
        builder.Services.AddSingleton<AccessRuleBook>();
        builder.Services.AddSingleton<AccessPage>();
    }

    public static void MapAccessRules(this IEndpointRouteBuilder routes)
    {
        var rules = routes.MapGroup("/docs").WithTags("Documentation")
            .AllowAnyone("Whose records are kept may know who can open them.");
        rules.MapGet("/access", ShowAccessPage.Handle).WithName(nameof(ShowAccessPage)).ExcludeFromDescription();
        rules.MapGet("/access.json", ShowAccessRules.Handle).WithName(nameof(ShowAccessRules));
    }
}
