using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Ledger.Approvals;
using IntegratedCare.Ledger.Books;
using IntegratedCare.Ledger.Journal;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Reversals;

/// <summary>Undoes entries, each at most once: the source of a reversal names the entry, and the journal holds a source once.</summary>
internal sealed class ReversalBook(LedgerDb db, ApprovalDesk desk, Bookkeeper bookkeeper, TimeProvider time)
{
    // What these entries record has its own state elsewhere, which a reversal would leave behind.
    private static readonly string[] OwnedSources = ["booking:", "commitment:", "accrual:", "virement:"];

    private static readonly EntryKind[] OwnedKinds =
        [EntryKind.Payment, EntryKind.RiskShare, EntryKind.BroughtForward, EntryKind.CarriedForward];

    /// <summary>The posting that undoes the entry, or the refusal. The fund's journal is taken.</summary>
    public async Task<(Posting Posting, long AmountPence)> MirrorAsync(
        string fundCode, AskedReversal asked, CancellationToken cancellationToken)
    {
        var entry = await db.JournalEntries.AsNoTracking()
            .SingleOrDefaultAsync(e => e.FundCode == fundCode && e.Number == asked.Number, cancellationToken)
            ?? throw new DomainException(JournalErrors.EntryUnknown);
        if (entry.Kind == EntryKind.Reversal) throw new DomainException(ReversalErrors.OfAReversal);
        if (OwnedKinds.Contains(entry.Kind) || Array.Exists(OwnedSources, owner => entry.Source.StartsWith(owner, StringComparison.Ordinal)))
            throw new DomainException(ReversalErrors.EntryHasAnOwner);
        if (asked.EffectiveOn < entry.EffectiveOn || asked.EffectiveOn > LondonTime.DateOf(time.GetUtcNow()))
            throw new DomainException(ReversalErrors.BeforeTheEntry);

        if (await db.PaymentItems.AnyAsync(i => i.FundCode == fundCode && i.EntryNumber == asked.Number, cancellationToken))
            throw new DomainException(ReversalErrors.EntryHasAnOwner);

        var source = $"reversal:{fundCode}:{asked.Number}";
        if (await db.JournalEntries.AnyAsync(e => e.Source == source, cancellationToken))
            throw new DomainException(ReversalErrors.AlreadyReversed);

        var narrative = $"Reversal of entry {asked.Number}: {entry.Narrative}";
        return (new(fundCode, EntryKind.Reversal, asked.EffectiveOn, source,
            Cut(narrative),
            [.. entry.Lines.Select(line => new PostingLine(
                line.Account, line.Side == Side.Debit ? Side.Credit : Side.Debit, line.AmountPence))]), entry.AmountPence);
    }

    // Half of a character that takes two places could not be stored.
    private static string Cut(string narrative)
    {
        if (narrative.Length <= JournalMapping.NarrativeLengthMax) return narrative;
        var length = JournalMapping.NarrativeLengthMax;
        return narrative[..(char.IsHighSurrogate(narrative[length - 1]) ? length - 1 : length)];
    }

    /// <summary>Posts what a second person approved.</summary>
    public async Task<JournalEntry> PostAsync(JournalHead head, Approval approval, CancellationToken cancellationToken)
    {
        var (posting, _) = await MirrorAsync(approval.FundCode, approval.Read<AskedReversal>(), cancellationToken);
        desk.Authorise(posting.Source, approval);
        return bookkeeper.Post(head, posting with { PostedBy = approval.AskedBy });
    }
}
