using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Ids;
using IntegratedCare.Ledger.Journal;

namespace IntegratedCare.Ledger.Payments;

internal readonly record struct PaymentRunId(Guid Value) : IEntityId<PaymentRunId>
{
    public static PaymentRunId New() => new(Guid.CreateVersion7());

    public static PaymentRunId From(Guid value) => new(value);
}

/// <summary>Payments of one day to those whom a fund owes: proposed by one person, decided once by another, and posted as one entry.</summary>
internal sealed class PaymentRun
{
    public const int DaysAheadMax = 60;

    private readonly List<PaymentInstruction> instructions = [];

    public required PaymentRunId Id { get; init; }

    public required string FundCode { get; init; }

    /// <summary>Counts the fund's runs from 1 without a gap.</summary>
    public required int Number { get; init; }

    public required DateOnly PayOn { get; init; }

    public required long TotalPence { get; init; }

    public required string ProposedBy { get; init; }

    public required DateTimeOffset ProposedAt { get; init; }

    public PaymentRunStatus Status { get; private set; }

    public string? DecidedBy { get; private set; }          // null: it waits

    public DateTimeOffset? DecidedAt { get; private set; }  // null: it waits

    public string? Reason { get; private set; }             // null: not rejected

    public long? EntryNumber { get; private set; }          // null: not approved

    /// <summary>The host's own account as it stood when the run was approved, so that its list is the same for ever.</summary>
    public PayeeId? OriginatorId { get; private set; }      // null: not approved

    /// <summary>What each payee gets, in the order of their codes.</summary>
    public IReadOnlyList<PaymentInstruction> Instructions => instructions;

    /// <summary>A run over everything that is payable.</summary>
    public static PaymentRun Propose(
        string fundCode, int number, DateOnly payOn, IReadOnlyList<(Payee Payee, IReadOnlyList<OwedItem> Items)> payable, Caller caller, DateTimeOffset now)
    {
        var run = new PaymentRun
        {
            Id = PaymentRunId.New(),
            FundCode = fundCode,
            Number = number,
            PayOn = payOn,
            TotalPence = payable.Sum(p => p.Items.Sum(item => item.AmountPence)),
            ProposedBy = caller.Subject,
            ProposedAt = now,
        };
        foreach (var (at, (payee, items)) in payable.OrderBy(p => p.Payee.OrganisationCode, StringComparer.Ordinal).Index())
            run.instructions.Add(new()
            {
                RunId = run.Id, Position = at + 1, PayeeId = payee.Id, AmountPence = items.Sum(item => item.AmountPence), ItemCount = items.Count,
            });
        return run;
    }

    /// <summary>A working day from today on; which days are bank holidays the bank knows.</summary>
    public static bool IsPayDay(DateOnly day, DateOnly today) =>
        day >= today && day <= today.AddDays(DaysAheadMax) && day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    /// <summary>Refuses whoever may not decide, and what is decided.</summary>
    public void CheckDecision(Caller caller)
    {
        if (caller.IsProgram) throw new DomainException(PaymentErrors.PersonDecides);
        if (caller.Subject == ProposedBy) throw new DomainException(PaymentErrors.FourEyes);
        if (Status != PaymentRunStatus.Proposed) throw new DomainException(PaymentErrors.Closed);
    }

    /// <summary>The entry that the run becomes; its source stands once in the whole ledger.</summary>
    public Posting Posting(Caller caller) => new(
        FundCode, EntryKind.Payment, PayOn, $"payment-run:{Id.Value}", $"Payment run {Number} to {instructions.Count} payees",
        [new(Account.Payables, Side.Debit, TotalPence), new(Account.Receipts, Side.Credit, TotalPence)])
    {
        PostedBy = caller.Subject,
    };

    public void Approve(Caller caller, JournalEntry entry, Payee originator, DateTimeOffset now)
    {
        CheckDecision(caller);
        (Status, DecidedBy, DecidedAt, EntryNumber, OriginatorId) =
            (PaymentRunStatus.Approved, caller.Subject, now, entry.Number, originator.Id);
    }

    public void Reject(Caller caller, string reason, DateTimeOffset now)
    {
        CheckDecision(caller);
        (Status, DecidedBy, DecidedAt, Reason) = (PaymentRunStatus.Rejected, caller.Subject, now, reason.Trim());
    }

    /// <summary>Takes it back; only whoever proposed it can.</summary>
    public void Withdraw(Caller caller, DateTimeOffset now)
    {
        if (caller.Subject != ProposedBy) throw new DomainException(PaymentErrors.NotYours);
        if (Status != PaymentRunStatus.Proposed) throw new DomainException(PaymentErrors.Closed);
        (Status, DecidedBy, DecidedAt) = (PaymentRunStatus.Withdrawn, caller.Subject, now);
    }
}

public enum PaymentRunStatus
{
    Proposed,
    Approved,
    Rejected,

    /// <summary>Whoever proposed it took it back.</summary>
    Withdrawn,
}

/// <summary>What one payee gets in a run, by the bank details of the day on which it was proposed. Written once.</summary>
internal sealed class PaymentInstruction
{
    public required PaymentRunId RunId { get; init; }

    public required int Position { get; init; }

    public required PayeeId PayeeId { get; init; }

    public required long AmountPence { get; init; }

    public required int ItemCount { get; init; }
}

/// <summary>What a run claims of what an entry owes; a further run cannot claim it while this one is neither rejected nor withdrawn.</summary>
internal sealed class PaymentItem
{
    /// <summary>The fund of the entry: the run's own, or one of an earlier year that was closed into it.</summary>
    public required string FundCode { get; init; }

    public required long EntryNumber { get; init; }

    /// <summary>The part of the entry that names the provider; 0 for one that a bill names.</summary>
    public required int Position { get; init; }

    public required BillId BillId { get; init; }            // all zeros: no bill

    public required PaymentRunId RunId { get; init; }

    public required long AmountPence { get; init; }
}
