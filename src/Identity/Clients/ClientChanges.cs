using IntegratedCare.Kernel.Errors;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity.Clients;

/// <summary>Changes one registered client, nobody else meanwhile: two rotations side by side would leave three secrets.</summary>
internal static class ClientChanges
{
    /// <summary>Loads the client, lets the entity decide, and saves with what the change adds to the audit.</summary>
    public static async Task<Client> ChangeClientAsync(
        this IdentityDb db, string id, Action<Client> change, CancellationToken cancellationToken)
    {
        if (!Client.IsId(id)) throw new DomainException(ClientErrors.Unknown);

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"select from clients where id = {id} for update", cancellationToken);
        var client = await db.Clients.Include(known => known.Secrets).SingleOrDefaultAsync(known => known.Id == id, cancellationToken)
            ?? throw new DomainException(ClientErrors.Unknown);
        change(client);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return client;
    }
}
