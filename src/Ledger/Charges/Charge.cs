using IntegratedCare.Contracts.Ledger;
using IntegratedCare.Kernel.Ids;
using IntegratedCare.Ledger.CareServices;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using IntegratedCare.Ledger.Spending;

namespace IntegratedCare.Ledger.Charges;

internal readonly record struct BookingId(Guid Value) : IEntityId<BookingId>
{
    public static BookingId From(Guid value) => new(value);
}

/// <summary>What one booking costs the fund that pays for it.</summary>
/// <remarks>
/// Events, tariff and fund may be heard in any order and more than once: the charge keeps the newest of what it knows and
/// posts what follows from it once, so that every order ends in the same books.
/// </remarks>
internal sealed class Charge
{
    public required BookingId BookingId { get; init; }

    public required CareServiceId ServiceId { get; init; }

    public required string Reference { get; init; }

    /// <summary>The highest sequence heard of the booking.</summary>
    public int Sequence { get; private set; }

    /// <summary>The day from which the booking stands, never after the care.</summary>
    public DateOnly BookedOn { get; private set; }

    public DateOnly CareOn { get; private set; }

    public BookingOutcome? Outcome { get; private set; }        // null: the booking stands

    public DateOnly? EndedOn { get; private set; }              // null: the booking stands

    public ChargeState State { get; private set; }

    public Commitment? Commitment { get; private set; }         // null: nothing was ever set aside

    /// <summary>The neighbourhood of the care, as the newest event that knew it said; fixed once the money is set aside.</summary>
    public string? NeighbourhoodCode { get; private set; }      // null: no event has said

    /// <summary>The last day whose books already bear the care as an accrual; null: no period's end came before the outcome.</summary>
    public DateOnly? AccruedThrough { get; private set; }

    public static Charge Open(BookingNews first) => new()
    {
        BookingId = first.Booking,
        ServiceId = first.Service,
        Reference = first.Reference,
        BookedOn = Earlier(first.HappenedOn, first.CareOn),
        State = ChargeState.AwaitingTariff,
    };

    /// <summary>Takes what is newer than all heard before; false where the news is old.</summary>
    public bool Hear(BookingNews news)
    {
        if (news.Sequence <= Sequence) return false;
        Sequence = news.Sequence;
        CareOn = news.CareOn;
        NeighbourhoodCode = news.NeighbourhoodCode ?? NeighbourhoodCode;
        Outcome = news.Outcome;
        EndedOn = news.Outcome is null ? null : news.HappenedOn;
        return true;
    }

    /// <summary>Notes that the books of the days up to this one bear the care: the spend itself then takes effect after them, or both would count.</summary>
    public void Accrue(DateOnly through) => AccruedThrough = through;

    /// <summary>To whom and to which neighbourhood an entry of this charge belongs; null where neither is known.</summary>
    public Attribution? Attribute(JournalEntry entry) => Commitment is { } held
        ? Attribution.Of(entry, held.ProgrammeCode, held.ProviderId, held.NeighbourhoodCode)
        : null;

    /// <summary>Whether a programme must be found before the charge can go on.</summary>
    public bool NeedsPayer(CareService service) =>
        State is ChargeState.AwaitingTariff or ChargeState.Unfunded
        && Outcome != BookingOutcome.Cancelled && service is { IsHeard: true, TariffPence: > 0 };

    /// <summary>Goes as far as what is known allows; the postings that make it true.</summary>
    /// <param name="service">The service's tariff, as far as the directory was heard.</param>
    /// <param name="payer">The programme that pays for the service's category; null: there is none.</param>
    public IReadOnlyList<Posting> Settle(CareService service, Payer? payer)
    {
        var postings = new List<Posting>(2);
        if (State is ChargeState.AwaitingTariff or ChargeState.Unfunded) Commit(service, payer, postings);
        if (State is ChargeState.Committed) Close(postings);
        if (State is ChargeState.NotCharged && Outcome == BookingOutcome.Cancelled) State = ChargeState.Released;
        return postings;
    }

    /// <summary>What the world hears of an entry of this charge.</summary>
    public object Announce(JournalEntry entry)
    {
        if (Commitment is not { } held) throw new InvalidOperationException("Nothing was set aside for this booking.");
        return entry.Kind switch
        {
            EntryKind.Commitment => new FundsCommitted(
                held.FundCode, held.ProgrammeCode, BookingId.Value, entry.Number, held.AmountPence, entry.PostedAt),
            EntryKind.Release => new FundsReleased(
                held.FundCode, held.ProgrammeCode, BookingId.Value, entry.Number, held.AmountPence, entry.PostedAt),
            EntryKind.Spend => new SpendPosted(
                held.FundCode, held.ProgrammeCode, BookingId.Value, entry.Number, held.AmountPence, entry.PostedAt),
            _ => throw new InvalidOperationException($"No booking makes an entry of kind {entry.Kind}."),
        };
    }

    private void Commit(CareService service, Payer? payer, List<Posting> postings)
    {
        if (Outcome == BookingOutcome.Cancelled)
        {
            State = ChargeState.Released;
            return;
        }

        if (!service.IsHeard) return;
        if (service.TariffPence is not { } tariffPence || tariffPence <= 0)
        {
            State = ChargeState.NotCharged;
            return;
        }

        if (payer is null)
        {
            State = ChargeState.Unfunded;
            return;
        }

        Commitment = new(payer.FundCode, payer.ProgrammeCode, tariffPence, payer.DidNotAttendRule,
            service.ProviderId, NeighbourhoodCode);
        State = ChargeState.Committed;
        postings.Add(Posting.Commitment(payer.FundCode, payer.ProgrammeCode, tariffPence,
            BookedOn, Source("commitment"), $"Commitment for booking {Reference}"));
    }

    private void Close(List<Posting> postings)
    {
        if (Commitment is not { } held || Outcome is not { } outcome) return;
        var isSpent = outcome switch
        {
            BookingOutcome.CareDelivered => true,
            BookingOutcome.DidNotAttend => held.DidNotAttendRule == DidNotAttendRule.Charge,
            BookingOutcome.Cancelled => false,
        };
        State = isSpent ? ChargeState.Spent : ChargeState.Released;
        postings.Add(isSpent
            ? Posting.Spend(held.FundCode, held.ProgrammeCode, held.AmountPence,
                AfterAccrual(Later(SpentOn, BookedOn)), Source("spend"), $"Spend for booking {Reference}")
            : Posting.Release(held.FundCode, held.ProgrammeCode, held.AmountPence,
                AfterAccrual(Later(EndedOn ?? CareOn, BookedOn)), Source("release"), $"Release for booking {Reference}"));
    }

    // An outcome recorded before the appointment's day says that care came early: the money is owed from then on.
    private DateOnly SpentOn => Earlier(CareOn, EndedOn ?? CareOn);

    private DateOnly AfterAccrual(DateOnly day) => AccruedThrough is { } through ? Later(day, through.AddDays(1)) : day;

    private string Source(string what) => $"booking:{BookingId.Value}:{what}";

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}
