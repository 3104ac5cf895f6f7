namespace IntegratedCare.DirectoryOfServices.Capacity;

/// <summary>How much room a service says it has.</summary>
public enum CapacityLevel
{
    /// <summary>Room for new people as usual.</summary>
    Green,

    /// <summary>Under pressure: expect to wait.</summary>
    Amber,

    /// <summary>No room: look elsewhere unless it must be this service.</summary>
    Red,
}

/// <summary>How much room a service has as far as anybody can say now.</summary>
public enum CapacityStatus
{
    /// <summary>Nobody has said, or what was said has expired.</summary>
    Unknown,

    /// <inheritdoc cref="CapacityLevel.Green"/>
    Green,

    /// <inheritdoc cref="CapacityLevel.Amber"/>
    Amber,

    /// <inheritdoc cref="CapacityLevel.Red"/>
    Red,
}
