namespace IntegratedCare.AppHost.LocalHosting;

/// <summary>What a private PostgreSQL server is wanted for.</summary>
public sealed record PostgresOptions
{
    /// <summary>Where data and password are kept; null: in a temporary folder that disposal removes.</summary>
    /// <remarks>When we are root it is given to the user <c>postgres</c>, who must be able to enter its parents.</remarks>
    public string? DataFolder { get; init; }

    /// <summary>Whether a commit survives a power cut; tests that can lose everything are faster without.</summary>
    public bool Durable { get; init; } = true;

    /// <summary>Connections from all services, replicas and tools together.</summary>
    public int ConnectionsMax { get; init; } = 200;

    public Action<string> Log { get; init; } = static _ => { };
}
