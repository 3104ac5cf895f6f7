using IntegratedCare.Ledger.Journal;

namespace IntegratedCare.Ledger.Spending;

/// <summary>To whom and to which neighbourhood what an entry committed and spent belongs. Written once, with the entry.</summary>
/// <remarks>The journal knows programmes. What no row here names is shown as not attributed, so that parts always sum to the journal's own figures.</remarks>
internal sealed class Attribution
{
    public required string FundCode { get; init; }

    public required long EntryNumber { get; init; }

    /// <summary>Counts the parts of one entry from 1.</summary>
    public required int Position { get; init; }

    public required string ProgrammeCode { get; init; }

    /// <summary>The directory's organisation; null: not known.</summary>
    public Guid? ProviderId { get; init; }

    public string? NeighbourhoodCode { get; init; }     // null: not known

    public required DateOnly EffectiveOn { get; init; }

    /// <summary>By how much the entry raised what is committed; below zero where it lowered it.</summary>
    public required long CommittedPence { get; init; }

    /// <summary>By how much the entry raised what is spent; below zero where it lowered it.</summary>
    public required long SpentPence { get; init; }

    /// <summary>The whole entry for one provider and neighbourhood; null where neither is known.</summary>
    public static Attribution? Of(JournalEntry entry, string programme, Guid? provider, string? neighbourhood) =>
        provider is null && neighbourhood is null ? null : new()
        {
            FundCode = entry.FundCode,
            EntryNumber = entry.Number,
            Position = 1,
            ProgrammeCode = programme,
            ProviderId = provider,
            NeighbourhoodCode = neighbourhood,
            EffectiveOn = entry.EffectiveOn,
            CommittedPence = Raised(entry, Account.Commitments(programme)),
            SpentPence = Raised(entry, Account.Expenditure(programme)),
        };

    private static long Raised(JournalEntry entry, string account) => entry.Lines.Where(line => line.Account == account)
        .Sum(line => line.Side == Side.Debit ? line.AmountPence : -line.AmountPence);
}
