using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Database;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Ledger.Approvals;
using IntegratedCare.Ledger.Journal;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.RiskShares;

/// <summary>Posts money that changed hands for settled shares, under the fund's journal, which its callers have taken.</summary>
internal sealed class SharePaymentBook(LedgerDb db, ApprovalDesk desk, Bookkeeper bookkeeper, TimeProvider time)
{
    /// <summary>The payment, and what the partner owes before it (below zero the fund owes it), or the refusal.</summary>
    public async Task<(SharePayment Payment, long OwesPence)> MakeAsync(
        string fundCode, PayShareRequest asked, bool isRefund, string by, CancellationToken cancellationToken)
    {
        var account = Account.Receivables(asked.Partner);
        var owes = await db.AccountBalances.Where(b => b.FundCode == fundCode && b.Account == account)
            .SumAsync(b => b.DebitsPence - b.CreditsPence, cancellationToken);
        var year = await db.Funds.Where(f => f.Code == fundCode).Select(f => f.FinancialYear).SingleAsync(cancellationToken);
        var payment = SharePayment.Make(fundCode, asked, isRefund, owes, year, by, LondonTime.DateOf(time.GetUtcNow()));
        return await db.SharePayments.AnyAsync(p => p.FundCode == fundCode && p.Partner == asked.Partner && p.IsRefund == isRefund
                && p.Reference == asked.Reference, cancellationToken)
            ? throw new DomainException(RiskShareErrors.PaymentReferenceUsed)
            : (payment, owes);
    }

    /// <summary>Posts what a partner says it has paid.</summary>
    public async Task<JournalEntry> PostAsync(JournalHead head, SharePayment payment, CancellationToken cancellationToken)
    {
        db.SharePayments.Add(payment);
        var entry = bookkeeper.Post(head, payment.Posting());
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (e.IsDuplicate(SettlementMapping.PaymentReferenceIndex))
        {
            throw new DomainException(RiskShareErrors.PaymentReferenceUsed);
        }

        return entry;
    }

    /// <summary>Posts a refund that one person may pay out alone.</summary>
    public Task<JournalEntry> RefundAsync(
        JournalHead head, SharePayment refund, (string FundCode, long Pence, long LimitPence) sum, Caller caller, CancellationToken cancellationToken)
    {
        desk.Authorise(ApprovalKind.ShareRefund, refund.Source, sum, refund.Narrative, caller);
        return PostAsync(head, refund, cancellationToken);
    }

    /// <summary>Posts a refund that a second person approved: it is held anew to what the partner is owed now.</summary>
    public async Task<JournalEntry> RefundAsync(JournalHead head, Approval approval, CancellationToken cancellationToken)
    {
        var (refund, _) = await MakeAsync(
            head.FundCode, approval.Read<PayShareRequest>(), isRefund: true, approval.AskedBy, cancellationToken);
        desk.Authorise(refund.Source, approval);
        return await PostAsync(head, refund, cancellationToken);
    }
}
