namespace IntegratedCare.Ledger.Periods;

/// <summary>One month of a fund's books. A closed one shows the checklist as it was when it was closed, an open one as it stands.</summary>
public sealed record PeriodView(
    string FundCode,
    string Period,
    int Number,
    DateOnly FirstDay,
    DateOnly LastDay,
    bool IsClosed,
    string? ClosedBy,
    DateTimeOffset? ClosedAt,
    int TimesClosed,
    IReadOnlyList<PeriodItem> Items,
    IReadOnlyList<ReopeningView> Reopenings);

/// <summary>A month in the list of a year.</summary>
public sealed record PeriodLineView(
    string Period, int Number, DateOnly FirstDay, DateOnly LastDay, bool IsClosed, string? ClosedBy, DateTimeOffset? ClosedAt, string Link);

/// <summary>The months of a fund's year. <c>ClosedThrough</c> is the last day in which nothing takes effect any more; absent while all are open.</summary>
public sealed record PeriodsView(
    string FundCode, string FinancialYear, DateOnly? ClosedThrough, bool IsYearClosed, IReadOnlyList<PeriodLineView> Items);

/// <summary>Somebody's wish to reopen a period; who decided it and how is absent while it waits.</summary>
public sealed record ReopeningView(
    string Reason, string AskedBy, DateTimeOffset AskedAt, string? DecidedBy, DateTimeOffset? DecidedAt, bool? IsApproved)
{
    internal static ReopeningView Of(PeriodReopening reopening) => new(
        reopening.Reason, reopening.AskedBy, reopening.AskedAt, reopening.DecidedBy, reopening.DecidedAt, reopening.IsApproved);
}
