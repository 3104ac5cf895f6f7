using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using IntegratedCare.Ledger.ManualEntries;
using IntegratedCare.Ledger.Reversals;

namespace IntegratedCare.Ledger.Approvals;

/// <summary>Does what was asked for, now that a second person approved: one arm for each kind.</summary>
/// <remarks>Every rule is held anew, for the fund may have moved on since it was asked.</remarks>
internal sealed class ApprovedWork(ManualEntryBook manualEntries, ReversalBook reversals)
{
    /// <returns>The number of the entry that it became; null where it is no entry of the journal.</returns>
    public async Task<long?> DoAsync(Approval approval, JournalHead head, Fund fund, CancellationToken cancellationToken) =>
        approval.Kind switch
        {
            ApprovalKind.ManualEntry => manualEntries.Post(head, fund, approval).Number,
            ApprovalKind.Reversal => (await reversals.PostAsync(head, approval, cancellationToken)).Number,
        };
}
