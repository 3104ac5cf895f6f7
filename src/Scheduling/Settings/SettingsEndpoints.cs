using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.Scheduling.Settings;

internal static class SettingsEndpoints
{
    public static IEndpointRouteBuilder MapSettings(this IEndpointRouteBuilder routes)
    {
        var settings = routes.MapGroup("/api/scheduling/settings").WithTags("Settings");
        settings.MapPut("/", PutSettings.Handle).WithName(nameof(PutSettings)).Allow(Policies.PlaceLoad);
        return routes;
    }
}
