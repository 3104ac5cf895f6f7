using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity.Clients;

/// <summary>Recognises a program by its secret.</summary>
internal sealed class KnownClients(IdentityDb db, ProvenSecrets proven, TimeProvider time)
{
    private static readonly TimeSpan LastUseGrain = TimeSpan.FromMinutes(1);

    /// <summary>The client whose secret this process has lately seen proven; null where it has yet to be.</summary>
    public Task<Client?> RecogniseAgainAsync(string id, string secret, CancellationToken cancellationToken) =>
        RecogniseAsync(id, live => live.Find(known => proven.Knows(known, secret)), cancellationToken);

    /// <summary>The client, or null where it is unknown or suspended or the secret is none of its own.</summary>
    /// <remarks>A refusal always costs as many stretchings, so that its time does not tell which clients there are.</remarks>
    public Task<Client?> RecogniseAsync(string id, string secret, CancellationToken cancellationToken) =>
        RecogniseAsync(id, live => Stretch(live, secret), cancellationToken);

    private async Task<Client?> RecogniseAsync(
        string id, Func<List<ClientSecret>, ClientSecret?> find, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var client = await db.Clients.AsNoTracking().Include(known => known.Secrets)
            .SingleOrDefaultAsync(known => known.Id == id, cancellationToken);
        var live = client?.Secrets.Where(known => known.WorksAt(now)).OrderByDescending(known => known.MadeAt).ToList() ?? [];

        var right = find(live);
        if (client is null || right is null || client.SuspendedAt is not null) return null;

        await NoteUseAsync(right, now, cancellationToken);
        return client;
    }

    private ClientSecret? Stretch(List<ClientSecret> live, string secret)
    {
        for (var tried = 0; tried < Client.SecretsLiveMax; tried++)
        {
            var candidate = live.ElementAtOrDefault(tried);
            if (!(candidate?.Hash ?? SecretHash.OfNobody).IsOf(secret) || candidate is null) continue;
            proven.Keep(candidate, secret);
            return candidate;
        }

        return null;
    }

    // To the minute: a program that signs in many times a second does not write its row as often.
    private async Task NoteUseAsync(ClientSecret secret, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (secret.LastUsedAt is { } last && now - last < LastUseGrain) return;
        await db.ClientSecrets.Where(known => known.Id == secret.Id)
            .ExecuteUpdateAsync(change => change.SetProperty(known => known.LastUsedAt, now), cancellationToken);
    }
}
