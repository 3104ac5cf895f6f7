using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace IntegratedCare.Ledger.Approvals;

/// <summary>Where what is done by hand is either authorised at once, within the limit, or left for a second person.</summary>
internal sealed class ApprovalDesk(LedgerDb db, IOptions<ApprovalPolicy> policy, TimeProvider time)
{
    /// <summary>Leaves a request for a second person, to be stored by the caller's <c>SaveChanges</c>. The fund's journal is taken.</summary>
    public async Task<Approval> AskAsync(
        ApprovalKind kind, (string FundCode, long Pence, long LimitPence) sum, (string Narrative, string Reason) words, object asked,
        Caller caller, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var waiting = await db.Approvals.CountAsync(
            a => a.FundCode == sum.FundCode && a.Status == ApprovalStatus.Pending && a.ExpiresAt > now, cancellationToken);
        if (waiting >= policy.Value.WaitingMax) throw new DomainException(ApprovalErrors.TooMany);
        var approval = Approval.Ask(kind, sum, words, asked, caller, now, policy.Value.ExpireAfterDays);
        return db.Approvals.Add(approval).Entity;
    }

    /// <summary>Notes that one person sufficed.</summary>
    public void Authorise(
        ApprovalKind kind, string source, (string FundCode, long Pence, long LimitPence) sum, string reason, Caller caller) =>
        db.Authorisations.Add(new()
        {
            Source = source,
            FundCode = sum.FundCode,
            Kind = kind,
            AmountPence = sum.Pence,
            LimitPence = sum.LimitPence,
            MadeBy = caller.Subject,
            Reason = reason,
            MadeAt = time.GetUtcNow(),
        });

    /// <summary>Notes that a second person approved; <paramref name="pence"/> where less came of it than was approved.</summary>
    public void Authorise(string source, Approval approval, long? pence = null) => db.Authorisations.Add(new()
    {
        Source = source,
        FundCode = approval.FundCode,
        Kind = approval.Kind,
        AmountPence = pence ?? approval.AmountPence,
        LimitPence = approval.LimitPence,
        MadeBy = approval.AskedBy,
        Reason = approval.Reason,
        ApprovalId = approval.Id,
        MadeAt = time.GetUtcNow(),
    });
}
