namespace IntegratedCare.AppHost.LocalHosting;

/// <summary>What a private RabbitMQ server is wanted for.</summary>
public sealed record RabbitMqOptions
{
    /// <summary>Where data, password and logs are kept; null: in a temporary folder that disposal removes.</summary>
    public string? DataFolder { get; init; }

    public Action<string> Log { get; init; } = static _ => { };
}
