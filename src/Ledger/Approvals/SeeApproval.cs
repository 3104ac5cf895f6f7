using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Ledger.Approvals;

internal static class SeeApproval
{
    public static async Task<Ok<ApprovalView>> Handle(
        Guid id, Caller caller, Purpose purpose, LedgerDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var approval = await db.ApprovalForAsync(id, caller, cancellationToken);
        db.RecordAccess(caller, purpose, "approval.read", "approval", $"{id}");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(ApprovalView.Of(approval, time.GetUtcNow()));
    }
}
