using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Database;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Approvals;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using IntegratedCare.Ledger.ManualEntries;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Commitments;

/// <summary>A contract or an order for which money is set aside. <c>Supplier</c> is an organisation; no text holds personal data.</summary>
public sealed record MakeCommitmentRequest(
    [Required, RegularExpression(PutFundRequest.CodePattern)] string Programme,
    [Required, StringLength(OrderMapping.ReferenceLengthMax), RegularExpression("^[A-Za-z0-9][A-Za-z0-9 ./#_-]*$")] string Reference,
    [Required, StringLength(OrderMapping.SupplierLengthMax), RegularExpression(PostManualEntryRequest.TextPattern)] string Supplier,
    [Range(1, PutFundRequest.PenceMax)] long AmountPence,
    DateOnly EffectiveOn,
    [Required, StringLength(ApprovalMapping.ReasonLengthMax), RegularExpression(PostManualEntryRequest.TextPattern)] string Reason,
    DateOnly? ExpiresOn = null,
    Guid? ProviderId = null,
    [RegularExpression("^[A-Za-z0-9][A-Za-z0-9-]{0,49}$")] string? Neighbourhood = null);

/// <summary>Somebody of the host sets money aside: at once within the agreement's limit, above it once a second person approves.</summary>
internal static class MakeCommitment
{
    public static async Task<Results<Created<CommitmentView>, Accepted<ApprovalView>>> Handle(
        string code, MakeCommitmentRequest request, Caller caller, Purpose purpose, LedgerDb db, Bookkeeper bookkeeper,
        OrderBook book, ApprovalDesk desk, TimeProvider time, CancellationToken cancellationToken)
    {
        var head = await bookkeeper.TakeAsync(code, cancellationToken) ?? throw new DomainException(FundErrors.Unknown);
        var fund = await db.HostedFundAsync(code, caller, cancellationToken);
        await book.RequireAsync(fund, request, cancellationToken);

        var limits = await db.LimitsAsync(code, time, cancellationToken);
        var sum = (code, request.AmountPence, limits.ManualEntryPence);
        if (request.AmountPence > limits.ManualEntryPence)
        {
            var narrative = $"Commitment for order {request.Reference} of {request.Programme}";
            var approval = await desk.AskAsync(
                ApprovalKind.Commitment, sum, (narrative, request.Reason), request, caller, cancellationToken);
            db.RecordAccess(caller, purpose, "commitment.ask", "approval", $"{approval.Id.Value}");
            await db.SaveChangesAsync(cancellationToken);
            return TypedResults.Accepted($"/api/ledger/approvals/{approval.Id.Value}", ApprovalView.Of(approval, time.GetUtcNow()));
        }

        var order = await book.MakeAsync(head, request, sum, caller, cancellationToken);
        db.RecordAccess(caller, purpose, "commitment.make", "commitment", $"{order.Id.Value}");
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (e.IsDuplicate(OrderMapping.ReferenceIndex))
        {
            throw new DomainException(CommitmentErrors.ReferenceUsed);
        }

        return TypedResults.Created($"/api/ledger/funds/{code}/commitments/{order.Id.Value}", CommitmentView.Of(order));
    }
}
