using IntegratedCare.Kernel.Ids;
using IntegratedCare.Ledger.Journal;

namespace IntegratedCare.Ledger.Accruals;

internal readonly record struct AccrualId(Guid Value) : IEntityId<AccrualId>
{
    public static AccrualId New() => new(Guid.CreateVersion7());

    public static AccrualId From(Guid value) => new(value);
}

/// <summary>What a fund owes at a month's end for care that nobody has invoiced yet: an estimate, undone on the next month's first day.</summary>
/// <remarks>Both entries are posted at once, so that neither can be forgotten; each has its own source, which the journal holds once.</remarks>
internal sealed class Accrual
{
    public required AccrualId Id { get; init; }

    public required string FundCode { get; init; }

    public required string ProgrammeCode { get; init; }

    /// <summary>The last day of the month whose books bear it.</summary>
    public required DateOnly PeriodEnd { get; init; }

    public required long AmountPence { get; init; }

    public required string Narrative { get; init; }

    /// <summary>How many bookings it stands for, whose money moves from committed to spent for that day; null: an estimate by hand.</summary>
    public int? Bookings { get; init; }

    /// <summary>The authorisation that it rests on, and the source of its first entry.</summary>
    public required string Source { get; init; }

    public required long EntryNumber { get; init; }

    public required long ReversalEntryNumber { get; init; }

    public static string SourceOf(AccrualId id) => $"accrual:{id.Value}";

    /// <summary>The entry of the month's last day, and the one of the next month's first that undoes it.</summary>
    public (Posting Accrual, Posting Reversal) Postings()
    {
        List<PostingLine> lines =
        [
            new(Account.Expenditure(ProgrammeCode), Side.Debit, AmountPence),
            new(Account.Accruals, Side.Credit, AmountPence),
        ];
        // A booking's money is set aside already: it must not count twice.
        if (Bookings is not null)
        {
            lines.Add(new(Account.ReserveForCommitments, Side.Debit, AmountPence));
            lines.Add(new(Account.Commitments(ProgrammeCode), Side.Credit, AmountPence));
        }

        return (
            new(FundCode, EntryKind.Accrual, PeriodEnd, Source, Narrative, lines),
            new(FundCode, EntryKind.Accrual, PeriodEnd.AddDays(1), $"{Source}:reversal", $"Reversal of accrual: {Narrative}",
                lines.ConvertAll(line => new PostingLine(line.Account, line.Side == Side.Debit ? Side.Credit : Side.Debit, line.AmountPence))));
    }
}
