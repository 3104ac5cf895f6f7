using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Ids;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;

namespace IntegratedCare.Ledger.Commitments;

internal readonly record struct OrderId(Guid Value) : IEntityId<OrderId>
{
    public static OrderId New() => new(Guid.CreateVersion7());

    public static OrderId From(Guid value) => new(value);
}

/// <summary>A contract or an order that is no booking: a programme's money is promised until it is spent, in part or whole, or released.</summary>
internal sealed class Order
{
    public required OrderId Id { get; init; }

    /// <summary>The fund that pays: the one that it was made in, or the one to which a closed year has carried it.</summary>
    public required string FundCode { get; init; }

    /// <summary>The fund whose journal has the order's first entry; null: the one that pays.</summary>
    public string? MadeIn { get; private set; }

    /// <summary>The day from which the present fund pays; null: since it was made.</summary>
    public DateOnly? CarriedOn { get; private set; }

    public required string ProgrammeCode { get; init; }

    /// <summary>The host's own mark of it, used once in a fund.</summary>
    public required string Reference { get; init; }

    /// <summary>The organisation that will be paid.</summary>
    public required string Supplier { get; init; }

    public Guid? ProviderId { get; init; }              // null: no provider of the directory

    public string? NeighbourhoodCode { get; init; }     // null: for no neighbourhood in particular

    public required long AmountPence { get; init; }

    public required DateOnly EffectiveOn { get; init; }

    /// <summary>The last day on which it may be spent; null: until somebody ends it.</summary>
    public DateOnly? ExpiresOn { get; init; }

    /// <summary>The authorisation that it rests on, and the source of its first entry.</summary>
    public required string Source { get; init; }

    public required long EntryNumber { get; init; }

    public OrderState State { get; private set; }

    public long SpentPence { get; private set; }

    public DateOnly? EndedOn { get; private set; }      // null: pending

    public string? EndedBy { get; private set; }        // null: pending, or it expired by itself

    public long? EndEntryNumber { get; private set; }   // null: pending

    public static string SourceOf(OrderId id) => $"commitment:{id.Value}";

    /// <summary>The one source of its end: however it ends, it ends once.</summary>
    private string EndSource => $"{Source}:end";

    /// <summary>Spends the whole or a part; what is left of a part is released by the same entry.</summary>
    public Posting Spend(long pence, DateOnly on, string invoice, DateOnly today)
    {
        RequirePending();
        RequireDay(on, today);
        if (pence > AmountPence)
            throw new DomainException(CommitmentErrors.ExceedsPending, $"Pending are {AmountPence} pence.");
        return new(FundCode, EntryKind.Spend, on, EndSource, $"Spend for order {Reference}: {invoice}",
        [
            new(Account.ReserveForCommitments, Side.Debit, AmountPence),
            new(Account.Commitments(ProgrammeCode), Side.Credit, AmountPence),
            new(Account.Expenditure(ProgrammeCode), Side.Debit, pence),
            new(Account.Payables, Side.Credit, pence),
        ]);
    }

    public Posting Release(DateOnly on, DateOnly today)
    {
        RequirePending();
        RequireDay(on, today);
        return Posting.Release(FundCode, ProgrammeCode, AmountPence, on, EndSource, $"Release of order {Reference}");
    }

    /// <summary>Releases what was not spent by its last day.</summary>
    public Posting Expire(DateOnly today)
    {
        RequirePending();
        if (ExpiresOn is not { } last || last >= today) throw new InvalidOperationException($"The order {Id.Value} has not expired.");
        var on = CarriedOn > last ? CarriedOn.Value : last.AddDays(1);
        return Posting.Release(FundCode, ProgrammeCode, AmountPence, on, EndSource, $"Expiry of order {Reference}");
    }

    public void EndBySpend(JournalEntry entry, long pence, string by) =>
        End(pence == AmountPence ? OrderState.Spent : OrderState.PartSpent, entry, pence, by);

    public void EndByRelease(JournalEntry entry, string by) => End(OrderState.Released, entry, pence: 0, by);

    public void EndByExpiry(JournalEntry entry) => End(OrderState.Expired, entry, pence: 0, by: null);

    private void End(OrderState state, JournalEntry entry, long pence, string? by) =>
        (State, SpentPence, EndedOn, EndedBy, EndEntryNumber) = (state, pence, entry.EffectiveOn, by, entry.Number);

    private void RequirePending()
    {
        if (State != OrderState.Pending) throw new DomainException(CommitmentErrors.Closed);
    }

    private void RequireDay(DateOnly on, DateOnly today)
    {
        var since = CarriedOn ?? EffectiveOn;
        if (on < since || on > today || !FinancialYear.Of(since).Covers(on))
            throw new DomainException(CommitmentErrors.EffectiveDateInvalid);
    }
}
