using IntegratedCare.Kernel.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace IntegratedCare.Kernel.Idempotency;

/// <summary>The key of the request under way, for a handler that spares round trips.</summary>
/// <remarks>
/// An endpoint whose handler takes one as a parameter claims the key itself, with its first statements: <see cref="Claim"/> stands before them in their
/// batch, and <see cref="MustBeNew"/> is asked before anything is made of their answers. What it saves with <see cref="SaveAsync"/> goes with the answer and
/// the commit. All this is in the one transaction of every keyed request: nothing that is done before the key turns out to be taken outlives it. Where no
/// key was sent, such a handler finds no transaction open.
/// </remarks>
public sealed class RequestKey
{
    /// <summary>For a handler that is called by another one: its key, if there is any, is claimed already, and it may be asked for what it saved.</summary>
    public static RequestKey OfAnother { get; } = new();

    private bool endsWithAnswer;

    /// <summary>Claims the key; null where there is none to claim, or not any more.</summary>
    public NpgsqlBatchCommand? Claim { get; private set; }

    internal List<NpgsqlBatchCommand> WithAnswer { get; } = [];

    /// <summary>The claim has been executed: what follows is done if and only if the key was free.</summary>
    public void MustBeNew()
    {
        if (Claim is not { } claim) return;
        Claim = null;
        if (claim.RecordsAffected == 0) throw new KeyTakenException();
    }

    /// <summary>Claims the key in a round trip of its own, for who begins with something else.</summary>
    public async Task ClaimAsync(KernelDb db, CancellationToken cancellationToken)
    {
        if (Claim is not { } claim) return;
        var transaction = db.Database.CurrentTransaction ?? throw new InvalidOperationException("A key is claimed within the request's transaction.");
        await using var batch = new NpgsqlBatch((NpgsqlConnection)db.Database.GetDbConnection(), (NpgsqlTransaction)transaction.GetDbTransaction());
        batch.BatchCommands.Add(claim);
        await batch.ExecuteNonQueryAsync(cancellationToken);
        MustBeNew();
    }

    /// <summary>Saves what was added to the context together with the answer; anything else, and what another handler wants to see, at once.</summary>
    public async Task SaveAsync(KernelDb db, CancellationToken cancellationToken)
    {
        if (endsWithAnswer && AddedRows.Take(db) is { } added) WithAnswer.Add(added);
        else await db.SaveChangesAsync(cancellationToken);
    }

    internal void Begin(NpgsqlBatchCommand claim) => (Claim, endsWithAnswer) = (claim, true);
}

/// <summary>The key has been used: its answer is given again.</summary>
internal sealed class KeyTakenException : Exception;
