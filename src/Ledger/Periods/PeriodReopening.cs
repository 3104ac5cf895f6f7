using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Ids;
using IntegratedCare.Ledger.Approvals;
using IntegratedCare.Ledger.Funds;

namespace IntegratedCare.Ledger.Periods;

internal readonly record struct PeriodReopeningId(Guid Value) : IEntityId<PeriodReopeningId>
{
    public static PeriodReopeningId New() => new(Guid.CreateVersion7());

    public static PeriodReopeningId From(Guid value) => new(value);
}

/// <summary>Somebody's wish to open a closed period again, and what a second person decided. Decided once.</summary>
internal sealed class PeriodReopening
{
    public required PeriodReopeningId Id { get; init; }

    public required string FundCode { get; init; }

    public required Period Period { get; init; }

    /// <summary>Which of the period's closings it undoes.</summary>
    public required int Times { get; init; }

    public required string Reason { get; init; }

    /// <summary>The signed-in person, as the token names them.</summary>
    public required string AskedBy { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    public string? DecidedBy { get; private set; }              // null: it waits

    public DateTimeOffset? DecidedAt { get; private set; }      // null: it waits

    public bool? IsApproved { get; private set; }               // null: it waits

    public static PeriodReopening Ask(YearPeriods periods, Period period, string reason, Caller caller, DateTimeOffset now)
    {
        periods.RequireLastClosed(period);
        return new()
        {
            Id = PeriodReopeningId.New(),
            FundCode = periods.FundCode,
            Period = period,
            Times = periods.TimesClosed(period),
            Reason = reason,
            AskedBy = caller.Subject,
            AskedAt = now,
        };
    }

    /// <summary>The decision of a second person; the database holds too that it is another one.</summary>
    public void Decide(YearPeriods periods, bool isApproved, Caller caller, DateTimeOffset now)
    {
        if (caller.IsProgram) throw new DomainException(ApprovalErrors.PersonDecides);
        if (caller.Subject == AskedBy) throw new DomainException(PeriodErrors.OwnReopening);
        if (isApproved) periods.RequireLastClosed(Period);
        (DecidedBy, DecidedAt, IsApproved) = (caller.Subject, now, isApproved);
    }
}
