using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity.Clients;

/// <summary>Makes the clients in the database those of the settings, before the first request.</summary>
/// <remarks>
/// The settings are the whole list: a client taken out of them can sign in no more, and a new secret takes the place of the old.
/// Replicas that start together do it one after the other.
/// </remarks>
internal sealed class ClientRegistration(
    IServiceScopeFactory scopes, IConfiguration configuration, ILogger<ClientRegistration> logger) : IHostedService
{
    private const long RegistrationLock = 7_501_975_101;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var settings = ClientSettings.Read(configuration);

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({RegistrationLock})", cancellationToken);

        var registered = await db.Clients.ToDictionaryAsync(client => client.Id, cancellationToken);
        foreach (var setting in settings) Register(db, registered.GetValueOrDefault(setting.Id), setting);
        db.Clients.RemoveRange(registered.Values.ExceptBy(settings.Select(setting => setting.Id), client => client.Id));

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        logger.ClientsRegistered(settings.Count);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static void Register(IdentityDb db, Client? known, ClientSettings setting)
    {
        if (known is null)
        {
            db.Clients.Add(new()
            {
                Id = setting.Id,
                Role = setting.Role,
                OrganisationCode = setting.OrganisationCode,
                Secret = SecretHash.Of(setting.Secret),
            });
            return;
        }

        known.Role = setting.Role;
        known.OrganisationCode = setting.OrganisationCode;
        if (!known.Secret.IsOf(setting.Secret)) known.Secret = SecretHash.Of(setting.Secret);
    }
}

internal static partial class ClientLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} clients may sign in")]
    public static partial void ClientsRegistered(this ILogger logger, int count);
}
