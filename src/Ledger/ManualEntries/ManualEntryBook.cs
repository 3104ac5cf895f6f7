using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Ledger.Approvals;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;

namespace IntegratedCare.Ledger.ManualEntries;

/// <summary>Posts entries by hand, and holds what is asked to the rules: when it is asked and again when it is posted.</summary>
internal sealed class ManualEntryBook(ApprovalDesk desk, Bookkeeper bookkeeper, TimeProvider time)
{
    /// <summary>Refuses what may not be posted by hand.</summary>
    public void Require(Fund fund, PostManualEntryRequest asked) => ManualEntryRules.Require(
        fund.Class, fund.FinancialYear, ManualAccounts.Of(fund.Programmes.Select(programme => programme.Code)), asked.Lines, asked.EffectiveOn,
        LondonTime.DateOf(time.GetUtcNow()));

    /// <summary>Posts what one person may post alone.</summary>
    public JournalEntry Post(
        JournalHead head, Fund fund, PostManualEntryRequest asked, (string FundCode, long Pence, long LimitPence) sum, Caller caller)
    {
        Require(fund, asked);
        var source = $"manual-entry:{Guid.CreateVersion7()}";
        desk.Authorise(ApprovalKind.ManualEntry, source, sum, asked.Reason, caller);
        return bookkeeper.Post(head, Posting(fund.Code, asked, source, caller.Subject));
    }

    /// <summary>Posts what a second person approved.</summary>
    public JournalEntry Post(JournalHead head, Fund fund, Approval approval)
    {
        var asked = approval.Read<PostManualEntryRequest>();
        Require(fund, asked);
        var source = $"manual-entry:{approval.Id.Value}";
        desk.Authorise(source, approval);
        return bookkeeper.Post(head, Posting(fund.Code, asked, source, approval.AskedBy));
    }

    private static Posting Posting(string fundCode, PostManualEntryRequest asked, string source, string postedBy) => new(
        fundCode, EntryKind.Adjustment, asked.EffectiveOn, source, asked.Narrative,
        [.. asked.Lines.Select(line => line.DebitPence is { } debit
            ? new PostingLine(line.Account, Side.Debit, debit)
            : new PostingLine(line.Account, Side.Credit, line.CreditPence.GetValueOrDefault()))])
    {
        PostedBy = postedBy,
    };
}
