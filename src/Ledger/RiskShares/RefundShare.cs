using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Approvals;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Ledger.RiskShares;

/// <summary>
/// The host's pooled fund manager says that a partner was paid what the fund owes it of a settled refund, in part or whole: at once within the
/// agreement's limit, above it once a second person approves.
/// </summary>
internal static class RefundShare
{
    public static async Task<Results<Created<SharePaymentView>, Accepted<ApprovalView>>> Handle(
        string code, PayShareRequest request, Caller caller, Purpose purpose, LedgerDb db, Bookkeeper bookkeeper, SharePaymentBook book,
        ApprovalDesk desk, TimeProvider time, CancellationToken cancellationToken)
    {
        var head = await bookkeeper.TakeAsync(code, cancellationToken) ?? throw new DomainException(FundErrors.Unknown);
        await db.HostedFundAsync(code, caller, cancellationToken);
        var (refund, owes) = await book.MakeAsync(code, request, isRefund: true, caller.Subject, cancellationToken);

        var limits = await db.LimitsAsync(code, time, cancellationToken);
        var sum = (code, request.AmountPence, limits.ManualEntryPence);
        if (request.AmountPence > limits.ManualEntryPence)
        {
            var approval = await desk.AskAsync(
                ApprovalKind.ShareRefund, sum, (refund.Narrative, "The settled share of the year's underspend."), request, caller, cancellationToken);
            db.RecordAccess(caller, purpose, "risk-share.ask", "approval", $"{approval.Id.Value}");
            await db.SaveChangesAsync(cancellationToken);
            return TypedResults.Accepted($"/api/ledger/approvals/{approval.Id.Value}", ApprovalView.Of(approval, time.GetUtcNow()));
        }

        var entry = await book.RefundAsync(head, refund, sum, caller, cancellationToken);
        db.RecordAccess(caller, purpose, "risk-share.refund", "journal-entry", $"{code}/{entry.Number}");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/api/ledger/funds/{code}/journal/{entry.Number}", SharePaymentView.Of(refund, entry, owes));
    }
}
