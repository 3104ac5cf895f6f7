using IntegratedCare.Ledger.Accruals;
using IntegratedCare.Ledger.Approvals;
using IntegratedCare.Ledger.Bank;
using IntegratedCare.Ledger.Charges;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.RiskShares;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Periods;

/// <summary>Draws up what is open in a month of a fund's books.</summary>
internal static class Checklist
{
    public static async Task<IReadOnlyList<PeriodItem>> DrawUpAsync(
        LedgerDb db, Fund fund, Period period, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var items = new List<PeriodItem>
        {
            await JournalVerifiedAsync(db, fund, period, cancellationToken),
            await TrialBalanceAsync(db, fund, period, cancellationToken),
            await ApprovalsAsync(db, fund, now, cancellationToken),
            await UnfundedBookingsAsync(db, period, cancellationToken),
            await BookingsWithoutOutcomeAsync(db, fund, period, cancellationToken),
            await AccrualsAsync(db, fund, period, cancellationToken),
            await BankLinesAsync(db, fund, period, cancellationToken),
        };
        if (period.LastDay == fund.FinancialYear.LastDay) items.Add(await RiskShareAsync(db, fund, cancellationToken));
        return items;
    }

    private static async Task<PeriodItem> JournalVerifiedAsync(LedgerDb db, Fund fund, Period period, CancellationToken cancellationToken)
    {
        var sound = await db.Checkpoints.Where(checkpoint => checkpoint.FundCode == fund.Code)
            .MaxAsync(checkpoint => (long?)checkpoint.Number, cancellationToken) ?? 0;
        var unread = await db.JournalEntries.CountAsync(
            entry => entry.FundCode == fund.Code && entry.Number > sound && entry.EffectiveOn <= period.LastDay, cancellationToken);
        return new(ChecklistItem.JournalVerified, unread == 0 ? ItemStanding.Clear : ItemStanding.Blocks,
            unread, null, "/api/ledger/journal/verification?sinceLast=true");
    }

    private static async Task<PeriodItem> TrialBalanceAsync(LedgerDb db, Fund fund, Period period, CancellationToken cancellationToken)
    {
        var difference = await db.AccountDays.Where(d => d.FundCode == fund.Code && d.EffectiveOn <= period.LastDay)
            .SumAsync(d => d.DebitsPence - d.CreditsPence, cancellationToken);
        return new(ChecklistItem.TrialBalance, difference == 0 ? ItemStanding.Clear : ItemStanding.Blocks,
            difference == 0 ? 0 : 1, difference, $"/api/ledger/trial-balance?asOf={period.LastDay:yyyy-MM-dd}");
    }

    /// <summary>What waits has no day yet: it may be meant for this month.</summary>
    private static async Task<PeriodItem> ApprovalsAsync(LedgerDb db, Fund fund, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var waiting = await db.Approvals
            .Where(approval => approval.FundCode == fund.Code && approval.Status == ApprovalStatus.Pending && approval.ExpiresAt > now)
            .GroupBy(_ => 1)
            .Select(all => new { Count = all.Count(), Pence = all.Sum(approval => approval.AmountPence) })
            .SingleOrDefaultAsync(cancellationToken);
        return new(ChecklistItem.Approvals, waiting is null ? ItemStanding.Clear : ItemStanding.Blocks,
            waiting?.Count ?? 0, waiting?.Pence ?? 0, $"/api/ledger/approvals?fund={fund.Code}");
    }

    private static async Task<PeriodItem> UnfundedBookingsAsync(LedgerDb db, Period period, CancellationToken cancellationToken)
    {
        var unfunded = await (
            from charge in db.Charges
            where charge.State == ChargeState.Unfunded && charge.CareOn >= period.FirstDay && charge.CareOn <= period.LastDay
            join service in db.CareServices on charge.ServiceId equals service.Id
            group service by 1 into all
            select new { Count = all.Count(), Pence = all.Sum(s => s.TariffPence ?? 0) }).SingleOrDefaultAsync(cancellationToken);
        return Reasoned(ChecklistItem.UnfundedBookings, unfunded?.Count ?? 0, unfunded?.Pence ?? 0, "/api/ledger/unfunded-bookings");
    }

    private static async Task<PeriodItem> BookingsWithoutOutcomeAsync(
        LedgerDb db, Fund fund, Period period, CancellationToken cancellationToken)
    {
        var open = await FindBookingsWithoutOutcome.WithoutOutcome(db, fund.Code, period.LastDay)
            .GroupBy(_ => 1)
            .Select(all => new { Count = all.Count(), Pence = all.Sum(charge => charge.Commitment!.AmountPence) })
            .SingleOrDefaultAsync(cancellationToken);
        return Reasoned(ChecklistItem.BookingsWithoutOutcome, open?.Count ?? 0, open?.Pence ?? 0,
            $"/api/ledger/funds/{fund.Code}/periods/{period}/bookings-without-outcome");
    }

    private static async Task<PeriodItem> AccrualsAsync(LedgerDb db, Fund fund, Period period, CancellationToken cancellationToken)
    {
        var proposed = await AwaitingOutcome.Of(db, fund.Code, period)
            .GroupBy(_ => 1)
            .Select(all => new { Count = all.Count(), Pence = all.Sum(charge => charge.Commitment!.AmountPence) })
            .SingleOrDefaultAsync(cancellationToken);
        return Reasoned(ChecklistItem.Accruals, proposed?.Count ?? 0, proposed?.Pence ?? 0,
            $"/api/ledger/funds/{fund.Code}/accruals/proposal?period={period}");
    }

    private static async Task<PeriodItem> BankLinesAsync(LedgerDb db, Fund fund, Period period, CancellationToken cancellationToken)
    {
        var unmatched = await BankDesk.UnmatchedLines(db, fund.Code).Where(line => line.BookedOn <= period.LastDay)
            .GroupBy(_ => 1)
            .Select(all => new { Count = all.Count(), Pence = all.Sum(line => line.AmountPence) })
            .SingleOrDefaultAsync(cancellationToken);
        return Reasoned(ChecklistItem.BankLines, unmatched?.Count ?? 0, unmatched?.Pence ?? 0, $"/api/ledger/funds/{fund.Code}/bank/worklist");
    }

    private static async Task<PeriodItem> RiskShareAsync(LedgerDb db, Fund fund, CancellationToken cancellationToken)
    {
        var reckoning = await RiskShareReckoning.OfActualsIfAgreedAsync(db, fund, fund.FinancialYear.LastDay, cancellationToken);
        var settled = await db.LastSettlementAsync(fund.Code, cancellationToken);
        var isSettled = reckoning is not null && settled?.Fits(reckoning) == true;
        return new(ChecklistItem.RiskShare, isSettled ? ItemStanding.Clear : ItemStanding.Blocks,
            isSettled ? 0 : 1, reckoning?.Waterfall.OutsidePence, $"/api/ledger/funds/{fund.Code}/risk-share");
    }

    private static PeriodItem Reasoned(ChecklistItem item, long count, long amountPence, string link) =>
        new(item, count == 0 ? ItemStanding.Clear : ItemStanding.NeedsReason, count, amountPence, link);
}
