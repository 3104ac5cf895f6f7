using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Ledger.Approvals;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;

namespace IntegratedCare.Ledger.ManualEntries;

/// <summary>Posts entries by hand, and holds what is asked to the rules: when it is asked and again when it is posted.</summary>
internal sealed class ManualEntryBook(ApprovalDesk desk, Bookkeeper bookkeeper, TimeProvider time)
{
    /// <summary>Refuses what may not be posted by hand.</summary>
    public void Require(JournalHead head, Fund fund, PostManualEntryRequest asked)
    {
        if (fund.Class == FundClass.InView) throw new DomainException(FundErrors.InView);
        if (asked.Lines.Any(line => (line.DebitPence is null) == (line.CreditPence is null)))
            throw new DomainException(ManualEntryErrors.LineInvalid);
        var open = ManualAccounts.Of(fund).ToHashSet(StringComparer.Ordinal);
        if (asked.Lines.FirstOrDefault(line => !open.Contains(line.Account)) is { } closed)
            throw new DomainException(ManualEntryErrors.AccountNotForHands, $"{closed.Account} is not one of them.");
        if (asked.Lines.DistinctBy(line => line.Account).Count() < asked.Lines.Count)
            throw new DomainException(ManualEntryErrors.AccountTwice);
        if (asked.AmountPence != asked.Lines.Sum(line => line.CreditPence ?? 0)) throw new DomainException(ManualEntryErrors.Unbalanced);
        if (!fund.FinancialYear.Covers(asked.EffectiveOn))
            throw new DomainException(ManualEntryErrors.OutsideFinancialYear);
        if (asked.EffectiveOn > LondonTime.DateOf(time.GetUtcNow())) throw new DomainException(ManualEntryErrors.InTheFuture);
    }

    /// <summary>Posts what one person may post alone.</summary>
    public JournalEntry Post(
        JournalHead head, Fund fund, PostManualEntryRequest asked, (string FundCode, long Pence, long LimitPence) sum, Caller caller)
    {
        Require(head, fund, asked);
        var source = $"manual-entry:{Guid.CreateVersion7()}";
        desk.Authorise(ApprovalKind.ManualEntry, source, sum, asked.Reason, caller);
        return bookkeeper.Post(head, Posting(fund.Code, asked, source));
    }

    /// <summary>Posts what a second person approved.</summary>
    public JournalEntry Post(JournalHead head, Fund fund, Approval approval)
    {
        var asked = approval.Read<PostManualEntryRequest>();
        Require(head, fund, asked);
        var source = $"manual-entry:{approval.Id.Value}";
        desk.Authorise(source, approval);
        return bookkeeper.Post(head, Posting(fund.Code, asked, source));
    }

    private static Posting Posting(string fundCode, PostManualEntryRequest asked, string source) => new(
        fundCode, EntryKind.Adjustment, asked.EffectiveOn, source, asked.Narrative,
        [.. asked.Lines.Select(line => line.DebitPence is { } debit
            ? new PostingLine(line.Account, Side.Debit, debit)
            : new PostingLine(line.Account, Side.Credit, line.CreditPence.GetValueOrDefault()))]);
}
