namespace Aspire.Hosting.ApplicationModel;

/// <summary>A PostgreSQL server with the databases that others ask of it.</summary>
internal sealed class PostgresServerResource : Resource, IResourceWithEndpoints, IResourceWithConnectionString
{
    public PostgresServerResource(string name) : base(name) => PrimaryEndpoint = new EndpointReference(this, "tcp");

    public EndpointReference PrimaryEndpoint { get; }

    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create(
        $"Host={PrimaryEndpoint.Property(EndpointProperty.Host)};Port={PrimaryEndpoint.Property(EndpointProperty.Port)};Username={UserName};Password={Password}");

    /// <summary>Each database's name in the server, by the name of its resource.</summary>
    public IReadOnlyDictionary<string, string> Databases => databases;

    /// <summary>Set by the engine when the server is prepared.</summary>
    internal ServerCredential UserName { get; } = new();

    internal ServerCredential Password { get; } = new();

    private readonly Dictionary<string, string> databases = [];

    internal void Add(PostgresDatabaseResource database) => databases.Add(database.Name, database.DatabaseName);
}

/// <summary>One database; whoever waits for it waits for its server.</summary>
internal sealed class PostgresDatabaseResource(string name, string databaseName, PostgresServerResource parent)
    : Resource(name), IResourceWithConnectionString
{
    public string DatabaseName { get; } = databaseName;

    public PostgresServerResource Parent { get; } = parent;

    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"{Parent};Database={DatabaseName}");
}

/// <summary>A RabbitMQ server.</summary>
internal sealed class RabbitMQServerResource : Resource, IResourceWithEndpoints, IResourceWithConnectionString
{
    public RabbitMQServerResource(string name) : base(name) => PrimaryEndpoint = new EndpointReference(this, "tcp");

    public EndpointReference PrimaryEndpoint { get; }

    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create(
        $"amqp://{UserName}:{Password}@{PrimaryEndpoint.Property(EndpointProperty.Host)}:{PrimaryEndpoint.Property(EndpointProperty.Port)}");

    internal ServerCredential UserName { get; } = new();

    internal ServerCredential Password { get; } = new();
}

/// <summary>What a private server chose for itself and tells once it is prepared.</summary>
internal sealed class ServerCredential : IValueProvider, IManifestExpressionProvider
{
    public string? Value { get; set; }   // null: the server is not prepared

    public string ValueExpression => "{server.credential}";

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken) => new(Value);
}
