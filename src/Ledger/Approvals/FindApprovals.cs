using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Ledger.Funds;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Ledger.Approvals;

/// <summary>Which approvals; everything may be left out, and what is given must hold. Without a status: those that wait.</summary>
public readonly record struct ApprovalQuery(
    [property: RegularExpression("^(pending|approved|rejected|withdrawn|expired)$")] string? Status,
    [property: RegularExpression(PutFundRequest.CodePattern)] string? Fund);

/// <summary>The queue of what waits for a second person, longest waiting first.</summary>
internal static class FindApprovals
{
    public static async Task<Ok<Page<ApprovalView>>> Handle(
        [AsParameters] ApprovalQuery query, [AsParameters] PageRequest paging, Caller caller, Purpose purpose, LedgerDb db, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var seen = db.ApprovalsOf(caller);
        if (query.Fund is { } fund) seen = seen.Where(a => a.FundCode == fund);
        seen = Enum.Parse<ApprovalStatus>(query.Status ?? nameof(ApprovalStatus.Pending), ignoreCase: true) switch
        {
            ApprovalStatus.Pending => seen.Where(a => a.Status == ApprovalStatus.Pending && a.ExpiresAt > now),
            ApprovalStatus.Expired => seen.Where(a => a.Status == ApprovalStatus.Pending && a.ExpiresAt <= now),
            var decided => seen.Where(a => a.Status == decided),
        };
        var page = await seen.OrderBy(a => a.AskedAt).ThenBy(a => a.Id).ToPageAsync(paging, cancellationToken);
        db.RecordAccess(caller, purpose, "approval.list", "approvals", query.Fund ?? "all");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new Page<ApprovalView>(
            [.. page.Items.Select(a => ApprovalView.Of(a, now))], page.Number, page.PageSize, page.Total));
    }
}
