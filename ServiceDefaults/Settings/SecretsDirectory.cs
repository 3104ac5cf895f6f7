using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace IntegratedCare.ServiceDefaults.Settings;

/// <summary>Reads secrets from files, one a setting, where the setting <c>SecretsDirectory</c> names their folder.</summary>
/// <remarks>
/// A file's name is the setting's, with <c>__</c> for <c>:</c>, as in <c>PersonalData__Key</c>: the way in which orchestrators mount secrets.
/// What a file says counts more than the environment, which every child process inherits.
/// </remarks>
internal static class SecretsDirectory
{
    private const string Setting = "SecretsDirectory";

    public static void AddSecretsDirectory(this WebApplicationBuilder builder)
    {
        if (builder.Configuration[Setting] is not { Length: > 0 } folder) return;
        if (!Directory.Exists(folder))
            throw new InvalidOperationException($"{Setting} names no folder that this process can read: '{folder}'.");

        builder.Configuration.AddKeyPerFile(Path.GetFullPath(folder), optional: false);
    }
}
