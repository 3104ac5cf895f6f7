using IntegratedCare.Kernel.Auth;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Ledger.Approvals;

internal static class SeeApproval
{
    public static async Task<Ok<ApprovalView>> Handle(
        Guid id, Caller caller, LedgerDb db, TimeProvider time, CancellationToken cancellationToken) =>
        TypedResults.Ok(ApprovalView.Of(await db.ApprovalForAsync(id, caller, cancellationToken), time.GetUtcNow()));
}
