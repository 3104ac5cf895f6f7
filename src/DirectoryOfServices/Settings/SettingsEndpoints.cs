using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.DirectoryOfServices.Settings;

internal static class SettingsEndpoints
{
    public static void MapSettings(this IEndpointRouteBuilder routes)
    {
        var settings = routes.MapGroup("/api/directory/settings").WithTags("Settings");
        settings.MapGet("/", ReadSettings.Handle).WithName(nameof(ReadSettings))
            .Allow(Policies.DirectoryRead);
        settings.MapPut("/", PutSettings.Handle).WithName(nameof(PutSettings))
            .Allow(Policies.DirectoryCurate)
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(412).ProducesProblem(428);
        settings.MapGet("/history", ReadSettingsHistory.Handle).WithName(nameof(ReadSettingsHistory))
            .Allow(Policies.ServiceHistory)
            .ProducesProblem(400);
    }
}
