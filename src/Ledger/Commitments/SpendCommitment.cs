using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Ledger.Commitments;

/// <summary>What was invoiced of an order. <c>Invoice</c> is the supplier's mark of it.</summary>
public sealed record SpendCommitmentRequest(
    [Range(1, PutFundRequest.PenceMax)] long AmountPence,
    DateOnly EffectiveOn,
    [Required, StringLength(OrderMapping.ReferenceLengthMax), RegularExpression("^[A-Za-z0-9][A-Za-z0-9 ./#_-]*$")] string Invoice);

/// <summary>Spends an order, whole or in part; what is left of a part is released by the same entry. Once.</summary>
internal static class SpendCommitment
{
    public static async Task<Ok<CommitmentView>> Handle(
        string code, Guid id, SpendCommitmentRequest request, Caller caller, Purpose purpose, LedgerDb db, Bookkeeper bookkeeper,
        OrderBook book, TimeProvider time, CancellationToken cancellationToken)
    {
        var head = await bookkeeper.TakeAsync(code, cancellationToken) ?? throw new DomainException(FundErrors.Unknown);
        await db.HostedFundAsync(code, caller, cancellationToken);
        OrderBook.RequireOpen(head, request.EffectiveOn);
        var order = await book.TakeAsync(code, id, cancellationToken);
        var posting = order.Spend(request.AmountPence, request.EffectiveOn, request.Invoice, LondonTime.DateOf(time.GetUtcNow()));
        order.EndBySpend(book.Post(head, order, posting, caller.Subject), request.AmountPence, caller.Subject);
        db.RecordAccess(caller, purpose, "commitment.spend", "commitment", $"{id}");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(CommitmentView.Of(order));
    }
}
