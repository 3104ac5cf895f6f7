namespace IntegratedCare.Identity.Clients;

/// <summary>A program that may sign in, as the operator sees it. Its secrets themselves are nowhere to be read.</summary>
public sealed record ClientView(
    string Id, string Name, string Role, string? OrganisationCode, IReadOnlyList<string> Scopes, ClientOrigin Origin,
    DateTimeOffset? SuspendedAt, IReadOnlyList<ClientSecretView> Secrets)
{
    internal static ClientView Of(Client client, DateTimeOffset now) => new(
        client.Id, client.Name, client.Role, client.OrganisationCode, client.Scopes, client.Origin, client.SuspendedAt,
        [.. client.Secrets.Where(secret => secret.WorksAt(now)).OrderByDescending(secret => secret.MadeAt).Select(ClientSecretView.Of)]);
}

/// <summary>A secret that works: until when (absent: until another takes its place), and when it last did, to the minute.</summary>
public sealed record ClientSecretView(Guid Id, DateTimeOffset MadeAt, DateTimeOffset? WorksUntil, DateTimeOffset? LastUsedAt)
{
    internal static ClientSecretView Of(ClientSecret secret) =>
        new(secret.Id, secret.MadeAt, secret.WorksUntil, secret.LastUsedAt);
}

/// <summary>A new secret. Its text is shown in this answer and never again.</summary>
public sealed record NewSecretView(Guid SecretId, string Secret, ClientView Client);
