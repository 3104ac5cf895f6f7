using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.Ledger.Settings;

internal static class SettingsEndpoints
{
    public static RouteGroupBuilder MapSettings(this IEndpointRouteBuilder routes)
    {
        var settings = routes.MapGroup("/api/ledger/settings").WithTags("Settings");
        settings.MapPut("/", PutSettings.Handle).WithName(nameof(PutSettings)).Allow(Policies.PlaceLoad);
        return settings;
    }
}
