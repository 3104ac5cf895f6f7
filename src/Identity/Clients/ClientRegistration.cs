using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity.Clients;

/// <summary>Makes the place's own clients in the database those of the settings, before the first request.</summary>
/// <remarks>
/// The settings are the whole list of them: one taken out can sign in no more, and a new secret takes the place of the old.
/// Clients that the operator registered are left alone; one of the same id stops the start, for neither may become the other unseen.
/// Replicas that start together do it one after the other.
/// </remarks>
internal sealed class ClientRegistration(
    IServiceScopeFactory scopes, IConfiguration configuration, TimeProvider time, ILogger<ClientRegistration> logger)
    : IHostedService
{
    private const long RegistrationLock = 7_501_975_101;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var settings = ClientSettings.Read(configuration);

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({RegistrationLock})", cancellationToken);

        var ids = settings.Select(setting => setting.Id).ToList();
        var known = await db.Clients.Include(client => client.Secrets)
            .Where(client => client.Origin == ClientOrigin.Settings || ids.Contains(client.Id))
            .ToDictionaryAsync(client => client.Id, cancellationToken);
        foreach (var setting in settings) Register(db, known.GetValueOrDefault(setting.Id), setting);
        db.Clients.RemoveRange(known.Values.ExceptBy(ids, client => client.Id));

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        logger.ClientsRegistered(settings.Count);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Register(IdentityDb db, Client? client, ClientSettings setting)
    {
        if (client is { Origin: ClientOrigin.Registered })
            throw new InvalidOperationException(
                $"The setting Clients:{setting.Id} is wrong: the operator has registered a client of that id.");

        if (client is null)
        {
            client = new()
            {
                Id = setting.Id,
                Name = setting.Id,
                Role = setting.Role,
                Scopes = setting.Scopes,
                Origin = ClientOrigin.Settings,
            };
            db.Clients.Add(client);
        }

        (client.Role, client.Scopes, client.OrganisationCode) = (setting.Role, setting.Scopes, setting.OrganisationCode);
        client.KeepSecrets(setting.Secrets, time.GetUtcNow());
    }
}

internal static partial class ClientLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} clients of the settings may sign in")]
    public static partial void ClientsRegistered(this ILogger logger, int count);
}
