using Microsoft.AspNetCore.HostFiltering;

namespace IntegratedCare.Gateway.Security;

/// <summary>Under which names the place may be asked (setting <c>AllowedHosts</c>): a made-up one must not come back in a link.</summary>
internal static class HostNames
{
    public static void AddHostNames(this WebApplicationBuilder builder) =>
        builder.Services.Configure<HostFilteringOptions>(hosts =>
        {
            hosts.AllowEmptyHosts = false;
            hosts.IncludeFailureMessage = false;    // a page of HTML about nothing
        });
}
