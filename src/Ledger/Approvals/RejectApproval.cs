using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Ledger.Approvals;

/// <summary>Why it is not to be, for whoever asked.</summary>
public sealed record RejectApprovalRequest([Required, StringLength(ApprovalMapping.ReasonLengthMax)] string Reason);

internal static class RejectApproval
{
    public static async Task<Ok<ApprovalView>> Handle(
        Guid id, RejectApprovalRequest request, Caller caller, Purpose purpose, LedgerDb db, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var approval = await db.TakeApprovalAsync(id, caller, cancellationToken);
        approval.Reject(caller, request.Reason, time.GetUtcNow());
        db.RecordAccess(caller, purpose, "approval.reject", "approval", $"{id}");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(ApprovalView.Of(approval, time.GetUtcNow()));
    }
}
