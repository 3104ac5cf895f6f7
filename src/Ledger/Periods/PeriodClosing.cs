using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Funds;

namespace IntegratedCare.Ledger.Periods;

/// <summary>A month of a fund's books that somebody closed, and what the checklist said then. Written once.</summary>
internal sealed class PeriodClosing
{
    public const int ReasonLengthMax = 500;

    public required string FundCode { get; init; }

    public required Period Period { get; init; }

    /// <summary>How often the period has been closed, from 1: more than once where it was opened again.</summary>
    public required int Times { get; init; }

    public required List<PeriodItem> Items { get; init; }

    /// <summary>The signed-in person, as the token names them.</summary>
    public required string ClosedBy { get; init; }

    public required DateTimeOffset ClosedAt { get; init; }

    /// <summary>Closes the period that is next, or says what is in the way.</summary>
    /// <param name="periods">The state of the fund's year.</param>
    /// <param name="period">The month to close.</param>
    /// <param name="items">The checklist as it stands.</param>
    /// <param name="reasons">Why items that are open do not stop it, by item.</param>
    /// <param name="caller">The pooled fund manager.</param>
    /// <param name="now">When.</param>
    public static PeriodClosing Close(
        YearPeriods periods, Period period, IReadOnlyList<PeriodItem> items, IReadOnlyDictionary<ChecklistItem, string> reasons,
        Caller caller, DateTimeOffset now)
    {
        var blocking = items.Where(item => item.Standing == ItemStanding.Blocks).ToList();
        if (blocking.Count > 0) throw new DomainException(ErrorOf(blocking[0].Item), Named(blocking));
        var unexplained = items.Where(item => item.Standing == ItemStanding.NeedsReason && !reasons.ContainsKey(item.Item)).ToList();
        if (unexplained.Count > 0) throw new DomainException(PeriodErrors.ReasonMissing, Named(unexplained));
        if (reasons.Keys.Except(items.Where(item => item.Standing == ItemStanding.NeedsReason).Select(item => item.Item)).Any())
            throw new DomainException(PeriodErrors.ReasonNotNeeded);
        return new()
        {
            FundCode = periods.FundCode,
            Period = period,
            Times = periods.TimesClosed(period) + 1,
            Items = [.. items.Select(item => item with { Reason = reasons.GetValueOrDefault(item.Item) })],
            ClosedBy = caller.Subject,
            ClosedAt = now,
        };
    }

    private static string Named(IEnumerable<PeriodItem> items) =>
        string.Join(", ", items.Select(item => $"{item.Item}: {item.Count}"));

    private static DomainError ErrorOf(ChecklistItem item) => item switch
    {
        ChecklistItem.JournalVerified => PeriodErrors.JournalUnverified,
        ChecklistItem.TrialBalance => PeriodErrors.TrialBalanceNotZero,
        ChecklistItem.RiskShare => PeriodErrors.RiskShareUnsettled,
        ChecklistItem.Approvals => PeriodErrors.ApprovalsOpen,
        ChecklistItem.UnfundedBookings or ChecklistItem.BookingsWithoutOutcome or ChecklistItem.Accruals
            or ChecklistItem.BankLines =>
            throw new InvalidOperationException($"{item} never blocks."),
    };
}
