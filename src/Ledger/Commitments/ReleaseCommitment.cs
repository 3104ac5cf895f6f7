using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Ledger.Commitments;

/// <summary>From which day on the money is free again.</summary>
public sealed record ReleaseCommitmentRequest(DateOnly EffectiveOn);

/// <summary>Frees what was set aside for an order, all of it, unspent. Once.</summary>
internal static class ReleaseCommitment
{
    public static async Task<Ok<CommitmentView>> Handle(
        string code, Guid id, ReleaseCommitmentRequest request, Caller caller, Purpose purpose, LedgerDb db, Bookkeeper bookkeeper,
        OrderBook book, TimeProvider time, CancellationToken cancellationToken)
    {
        var head = await bookkeeper.TakeAsync(code, cancellationToken) ?? throw new DomainException(FundErrors.Unknown);
        await db.HostedFundAsync(code, caller, cancellationToken);
        OrderBook.RequireOpen(head, request.EffectiveOn);
        var order = await book.TakeAsync(code, id, cancellationToken);
        var posting = order.Release(request.EffectiveOn, LondonTime.DateOf(time.GetUtcNow()));
        order.EndByRelease(book.Post(head, order, posting, caller.Subject), caller.Subject);
        db.RecordAccess(caller, purpose, "commitment.release", "commitment", $"{id}");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(CommitmentView.Of(order));
    }
}
