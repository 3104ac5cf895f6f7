namespace IntegratedCare.Identity.Demonstration;

/// <summary>Whether the place is a demonstration: then its personas may sign in without a password.</summary>
internal sealed record DemonstrationMode(bool IsOn)
{
    private const string Setting = "Demonstration:Enabled";

    /// <summary>Reads the setting, and stops the start of a production system that would let anybody in.</summary>
    public static DemonstrationMode Read(IConfiguration configuration, IHostEnvironment environment)
    {
        var isOn = configuration.GetValue(Setting, false);
        if (isOn && environment.IsProduction())
            throw new InvalidOperationException(
                $"{Setting} lets anybody in without a password, so it cannot be on in the Production environment.");
        return new DemonstrationMode(isOn);
    }
}
