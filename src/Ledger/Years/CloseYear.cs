using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Ledger.Books;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using IntegratedCare.Ledger.Payments;
using IntegratedCare.Ledger.Periods;
using IntegratedCare.Ledger.RiskShares;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Years;

/// <summary>Which fund goes on where this one ends.</summary>
public sealed record CloseYearRequest([Required, RegularExpression(PutFundRequest.CodePattern)] string NextFundCode);

/// <summary>The pooled fund manager closes a fund's year: what it has left and what it has set aside go to the next year's fund, in one transaction.</summary>
/// <remarks>
/// Rows are taken in the order that bookings take them, charges before journals, and journals by code. A booking that slips in between
/// the two is found by looking again; it is rare, and the closing is then asked for once more.
/// </remarks>
internal static class CloseYear
{
    public static async Task<Created<YearCloseView>> Handle(
        string code, CloseYearRequest request, Caller caller, Purpose purpose, LedgerDb db, Bookkeeper bookkeeper, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var held = await OpenBookings.TakeAsync(db, code, cancellationToken);
        var (head, nextHead) = await TakeBothAsync(bookkeeper, code, request.NextFundCode, cancellationToken);
        var fund = await db.HostedFundAsync(code, caller, cancellationToken);
        var next = await db.Funds.AsNoTracking().SingleAsync(f => f.Code == request.NextFundCode, cancellationToken);
        await RequireAsync(db, fund, next, cancellationToken);
        if (!held.SetEquals(await OpenBookings.ReadAsync(db, code, cancellationToken)))
            throw new DomainException(YearCloseErrors.BookingsArriving);

        await OpenOrders.RequireAsync(db, code, next.Code, cancellationToken);
        var today = LondonTime.DateOf(time.GetUtcNow());
        var moved = CarryForward.Of(
            code, next.Code, await DayAsync(db, fund, next, nextHead, today, cancellationToken),
            await db.BalancesAsync(code, fund.FinancialYear.LastDay, cancellationToken),
            await db.BalancesAsync(code, DateOnly.MaxValue, cancellationToken));
        RequireAccounts(moved, next);
        var entries = moved.Postings(caller.Subject).Select(posting => bookkeeper.Post(posting.FundCode == code ? head : nextHead, posting)).ToList();
        var close = YearClose.Make(moved, held.Count, entries, caller, time.GetUtcNow());
        await OpenBookings.MoveAsync(db, code, next, close.EffectiveOn, cancellationToken);
        db.YearCloses.Add(close);
        db.RecordAccess(caller, purpose, "year.close", "fund", code);
        await db.SaveChangesAsync(cancellationToken);
        await OpenOrders.MoveAsync(db, close, cancellationToken);
        await OpenAttributions.MoveAsync(db, close, fund.FinancialYear.LastDay, cancellationToken);
        await bookkeeper.CloseThroughAsync(head, YearClose.ForGood, cancellationToken);
        return TypedResults.Created($"/api/ledger/funds/{code}/year-close", YearCloseView.Of(close));
    }

    private static async Task<(JournalHead Head, JournalHead Next)> TakeBothAsync(
        Bookkeeper bookkeeper, string code, string next, CancellationToken cancellationToken)
    {
        if (code == next) throw new DomainException(YearCloseErrors.NextFundUnfit);
        var heads = new Dictionary<string, JournalHead?>();
        foreach (var each in new[] { code, next }.Order(StringComparer.Ordinal))
            heads[each] = await bookkeeper.TakeAsync(each, cancellationToken);
        return (heads[code] ?? throw new DomainException(FundErrors.Unknown),
            heads[next] ?? throw new DomainException(YearCloseErrors.NextFundUnknown));
    }

    private static async Task RequireAsync(LedgerDb db, Fund fund, Fund next, CancellationToken cancellationToken)
    {
        if (fund.Class == FundClass.InView) throw new DomainException(FundErrors.InView);
        var periods = await YearPeriods.LoadAsync(db, fund, cancellationToken);
        var settled = await db.LastSettlementAsync(fund.Code, cancellationToken);
        var reckoning = settled is null ? null
            : await RiskShareReckoning.OfActualsIfAgreedAsync(db, fund, fund.FinancialYear.LastDay, cancellationToken);
        YearClose.Require(fund, periods, reckoning is not null && settled?.Fits(reckoning) == true, next,
            await db.YearCloses.AnyAsync(close => close.FundCode == next.Code, cancellationToken));
        if (await db.PaymentRuns.AnyAsync(run => run.FundCode == fund.Code && run.Status == PaymentRunStatus.Proposed, cancellationToken))
            throw new DomainException(YearCloseErrors.PaymentRunsOpen);
    }

    /// <summary>
    /// The first day of the next year, or the first one after it that is open there and on which all that was posted here has taken effect. Where something has
    /// yet to, such as a payment of a later day, the next fund could do nothing with its money until then: that is refused.
    /// </summary>
    private static async Task<DateOnly> DayAsync(
        LedgerDb db, Fund fund, Fund next, JournalHead nextHead, DateOnly today, CancellationToken cancellationToken)
    {
        var day = next.FinancialYear.FirstDay;
        if (nextHead.ClosedThrough is { } closed && closed >= day) day = closed.AddDays(1);
        var last = await db.AccountDays.Where(d => d.FundCode == fund.Code).MaxAsync(d => (DateOnly?)d.EffectiveOn, cancellationToken);
        if (last > today) throw new DomainException(YearCloseErrors.EntriesAhead, $"The last one takes effect on {last:yyyy-MM-dd}.");
        return last > day ? last.Value : day;
    }

    private static void RequireAccounts(CarryForward moved, Fund next)
    {
        var partners = next.Partners.Select(p => p.OrganisationCode).ToList();
        var programmes = next.Programmes.Select(p => p.Code).ToList();
        Require(YearCloseErrors.PartnerMissing, [.. partners.Select(Account.Receivables), .. partners.Select(Account.Contributions)],
            account => Account.IsReceivables(account) || Account.IsContributions(account));
        Require(YearCloseErrors.ProgrammeMissing, [.. programmes.Select(Account.Commitments), .. programmes.Select(Account.Expenditure)],
            account => Account.IsCommitments(account) || Account.IsExpenditure(account));

        void Require(DomainError error, HashSet<string> known, Func<string, bool> concerns)
        {
            var missing = moved.Balances.Concat(moved.SetAside).Select(balance => balance.Account)
                .Where(account => concerns(account) && !known.Contains(account)).ToList();
            if (missing.Count > 0) throw new DomainException(error, string.Join(", ", missing));
        }
    }
}

/// <summary>How a year ended. Each of <c>entryNumbers</c> is answered by the one in the same place of <c>nextEntryNumbers</c>.</summary>
public sealed record YearCloseView(
    string FundCode,
    string NextFundCode,
    DateOnly EffectiveOn,
    long CarriedForwardPence,
    long CommittedPence,
    int Bookings,
    IReadOnlyList<long> EntryNumbers,
    IReadOnlyList<long> NextEntryNumbers,
    string ClosedBy,
    DateTimeOffset ClosedAt)
{
    internal static YearCloseView Of(YearClose close) => new(
        close.FundCode, close.NextFundCode, close.EffectiveOn, close.CarriedForwardPence, close.CommittedPence, close.Bookings,
        close.EntryNumbers, close.NextEntryNumbers, close.ClosedBy, close.ClosedAt);
}
