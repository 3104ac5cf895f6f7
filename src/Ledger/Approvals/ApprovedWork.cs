using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Accruals;
using IntegratedCare.Ledger.Bank;
using IntegratedCare.Ledger.Commitments;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using IntegratedCare.Ledger.ManualEntries;
using IntegratedCare.Ledger.Reversals;
using IntegratedCare.Ledger.RiskShares;
using IntegratedCare.Ledger.Virements;

namespace IntegratedCare.Ledger.Approvals;

/// <summary>Does what was asked for, now that a second person approved: one arm for each kind.</summary>
/// <remarks>Every rule is held anew, for the fund may have moved on since it was asked.</remarks>
internal sealed class ApprovedWork(
    ManualEntryBook manualEntries, ReversalBook reversals, VirementBook virements, OrderBook orders, AccrualBook accruals,
    ReceiptBook receipts, SharePaymentBook sharePayments)
{
    /// <returns>The number of the entry that it became; null where it is no entry of the journal.</returns>
    public async Task<long?> DoAsync(
        Approval approval, JournalHead head, Fund fund, DateOnly? effectiveOn, CancellationToken cancellationToken)
    {
        if (effectiveOn is not null && approval.Kind != ApprovalKind.Virement) throw new DomainException(ApprovalErrors.NoEffectiveDay);
        return approval.Kind switch
        {
            ApprovalKind.ManualEntry => manualEntries.Post(head, fund, approval).Number,
            ApprovalKind.Reversal => (await reversals.PostAsync(head, approval, cancellationToken)).Number,
            ApprovalKind.Commitment => (await orders.MakeAsync(head, fund, approval, cancellationToken)).EntryNumber,
            ApprovalKind.Accrual => (await accruals.PostAsync(head, fund, approval, cancellationToken)).EntryNumber,
            ApprovalKind.BankContribution => (await receipts.WriteAsync(head, fund, approval, cancellationToken)).Number,
            ApprovalKind.ShareRefund => (await sharePayments.RefundAsync(head, approval, cancellationToken)).Number,
            ApprovalKind.Virement => await virements.MakeAsync(fund, approval, effectiveOn, cancellationToken),
        };
    }
}
