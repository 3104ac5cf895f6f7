using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Funds;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Approvals;

internal static class ApprovalSight
{
    /// <summary>The approvals that the caller may know of: those of funds that their organisation hosts; a board member has all.</summary>
    public static IQueryable<Approval> ApprovalsOf(this LedgerDb db, Caller caller)
    {
        if (caller.Is(Roles.BoardMember)) return db.Approvals.AsNoTracking();

        var hosted = db.HostedBy(caller).Select(f => f.Code);
        return db.Approvals.AsNoTracking().Where(a => hosted.Contains(a.FundCode));
    }

    /// <summary>The approval as it stands, or the refusal where it is not the caller's business.</summary>
    public static async Task<Approval> ApprovalForAsync(this LedgerDb db, Guid id, Caller caller, CancellationToken cancellationToken)
    {
        var wanted = new ApprovalId(id);
        return await db.ApprovalsOf(caller).SingleOrDefaultAsync(a => a.Id == wanted, cancellationToken)
            ?? throw new DomainException(ApprovalErrors.Unknown);
    }

    /// <summary>Takes the approval for this transaction: of two who decide at once the second sees what the first decided.</summary>
    public static async Task<Approval> TakeApprovalAsync(this LedgerDb db, Guid id, Caller caller, CancellationToken cancellationToken)
    {
        await db.ApprovalForAsync(id, caller, cancellationToken);
        var taken = await db.Approvals.FromSql($"SELECT * FROM approvals WHERE id = {id} FOR UPDATE").ToListAsync(cancellationToken);
        return taken.Single();
    }
}
