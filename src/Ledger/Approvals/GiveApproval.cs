using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Ledger.Journal;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Approvals;

/// <summary>How a decision is given. <c>EffectiveOn</c>: of a virement, the day on which the board's decision takes effect, after any call-in.</summary>
public sealed record GiveApprovalRequest(DateOnly? EffectiveOn = null);

/// <summary>A second person approves, and what was asked for is done in the same transaction: once, however many press at once.</summary>
internal static class GiveApproval
{
    public static async Task<Ok<ApprovalView>> Handle(
        Guid id, GiveApprovalRequest? request, Caller caller, Purpose purpose, LedgerDb db, Bookkeeper bookkeeper, ApprovedWork work, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        // The journal first, as everywhere; its fund is read before, and never changes.
        var fundCode = (await db.ApprovalForAsync(id, caller, cancellationToken)).FundCode;
        var head = await bookkeeper.TakeAsync(fundCode, cancellationToken)
            ?? throw new InvalidOperationException($"The fund {fundCode} has no journal.");
        var approval = await db.TakeApprovalAsync(id, caller, cancellationToken);
        approval.CheckDecision(caller, now);
        var fund = await db.Funds.AsNoTracking().SingleAsync(f => f.Code == fundCode, cancellationToken);
        var entryNumber = await work.DoAsync(approval, head, fund, request?.EffectiveOn, cancellationToken);
        approval.Approve(caller, entryNumber, now);
        db.RecordAccess(caller, purpose, "approval.give", "approval", $"{id}");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(ApprovalView.Of(approval, now));
    }
}
