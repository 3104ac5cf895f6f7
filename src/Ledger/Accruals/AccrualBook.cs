using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Ledger.Approvals;
using IntegratedCare.Ledger.Charges;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using IntegratedCare.Ledger.Spending;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Accruals;

/// <summary>Posts accruals with their undoing, under the fund's journal, which its callers have taken.</summary>
internal sealed class AccrualBook(LedgerDb db, ApprovalDesk desk, Bookkeeper bookkeeper, TimeProvider time)
{
    /// <summary>More bookings than this without an outcome at a month's end are no estimate: outcomes are to be told.</summary>
    public const int BookingsMax = 20_000;

    /// <summary>The month, or the refusal of what may not be accrued.</summary>
    public Period Require(Fund fund, string periodText, string programme)
    {
        if (fund.Class == FundClass.InView) throw new DomainException(FundErrors.InView);
        if (!Period.TryParse(periodText, out var period) || period.FinancialYear != fund.FinancialYear)
            throw new DomainException(AccrualErrors.PeriodInvalid);
        if (!fund.HasProgramme(programme)) throw new DomainException(AccrualErrors.ProgrammeUnknown);
        if (period.LastDay > LondonTime.DateOf(time.GetUtcNow())) throw new DomainException(AccrualErrors.PeriodNotOver);
        return period;
    }

    /// <summary>What bookings of the programme are worth whose care was due by the month's end and whose outcome nobody has told.</summary>
    public async Task<(long Pence, int Count)> WithoutOutcomeAsync(
        string fundCode, string programme, Period period, CancellationToken cancellationToken)
    {
        var found = await AwaitingOutcome.Of(db, fundCode, period)
            .Where(c => c.Commitment!.ProgrammeCode == programme)
            .OrderBy(c => c.BookingId).Take(BookingsMax)
            .Select(c => c.Commitment!.AmountPence).ToListAsync(cancellationToken);
        return (found.Sum(), found.Count);
    }

    /// <summary>Posts what one person may accrue alone.</summary>
    public Task<Accrual> PostAsync(
        JournalHead head, Fund fund, AskedAccrual asked, (string FundCode, long Pence, long LimitPence) sum, string reason, Caller caller,
        CancellationToken cancellationToken)
    {
        var id = AccrualId.New();
        return PostAsync(id, head, fund, asked, caller.Subject,
            pence => desk.Authorise(ApprovalKind.Accrual, Accrual.SourceOf(id), (sum.FundCode, pence, sum.LimitPence), reason, caller),
            cancellationToken);
    }

    /// <summary>Posts what a second person approved; of bookings, what is still without an outcome, never more than was approved.</summary>
    public Task<Accrual> PostAsync(JournalHead head, Fund fund, Approval approval, CancellationToken cancellationToken)
    {
        var asked = approval.Read<AskedAccrual>();
        var id = new AccrualId(approval.Id.Value);
        return PostAsync(id, head, fund, asked, approval.AskedBy, pence => desk.Authorise(Accrual.SourceOf(id), approval, pence), cancellationToken);
    }

    private async Task<Accrual> PostAsync(
        AccrualId id, JournalHead head, Fund fund, AskedAccrual asked, string by, Action<long> authorise, CancellationToken cancellationToken)
    {
        var period = Require(fund, asked.Period, asked.Programme);
        var charges = asked.IsOfBookings ? await TakeChargesAsync(fund.Code, asked.Programme, period, cancellationToken) : null;
        var pence = charges?.Sum(c => c.Commitment?.AmountPence ?? 0) ?? asked.AmountPence;
        if (pence == 0) throw new DomainException(AccrualErrors.NothingToAccrue);
        if (pence > asked.AmountPence) throw new DomainException(AccrualErrors.ProposalGrew);

        var accrual = new Accrual
        {
            Id = id,
            FundCode = fund.Code,
            ProgrammeCode = asked.Programme,
            PeriodEnd = period.LastDay,
            AmountPence = pence,
            Narrative = asked.Narrative,
            Bookings = charges?.Count,
            Source = Accrual.SourceOf(id),
            EntryNumber = head.LastNumber + 1,
            ReversalEntryNumber = head.LastNumber + 2,
        };
        authorise(pence);
        var (accrues, reverses) = accrual.Postings();
        JournalEntry[] entries = [bookkeeper.Post(head, accrues with { PostedBy = by }), bookkeeper.Post(head, reverses with { PostedBy = by })];
        foreach (var charge in charges ?? []) charge.Accrue(period.LastDay);
        db.Attributions.AddRange(entries.SelectMany((entry, index) => Parts(entry, charges ?? [], isReversal: index == 1)));
        return db.Accruals.Add(accrual).Entity;
    }

    // Whoever holds a charge locked is hearing of its outcome at this moment, and then it is none of these.
    private Task<List<Charge>> TakeChargesAsync(string fundCode, string programme, Period period, CancellationToken cancellationToken) =>
        db.Charges
            .FromSql($"""
                SELECT * FROM charges WHERE state = 'Committed' AND outcome IS NULL AND fund_code = {fundCode} AND programme_code = {programme}
                    AND care_on <= {period.LastDay} AND booked_on <= {period.LastDay}
                    AND (accrued_through IS NULL OR accrued_through < {period.LastDay})
                ORDER BY booking_id LIMIT {BookingsMax} FOR NO KEY UPDATE SKIP LOCKED
                """)
            .ToListAsync(cancellationToken);

    private static IEnumerable<Attribution> Parts(JournalEntry entry, IReadOnlyList<Charge> charges, bool isReversal) => charges
        .Select(charge => charge.Commitment).OfType<Commitment>()
        .Where(held => held.ProviderId is not null || held.NeighbourhoodCode is not null)
        .GroupBy(held => (held.ProgrammeCode, held.ProviderId, held.NeighbourhoodCode))
        .Select((part, index) =>
        {
            var pence = part.Sum(held => held.AmountPence) * (isReversal ? -1 : 1);
            return new Attribution
            {
                FundCode = entry.FundCode,
                EntryNumber = entry.Number,
                Position = index + 1,
                ProgrammeCode = part.Key.ProgrammeCode,
                ProviderId = part.Key.ProviderId,
                NeighbourhoodCode = part.Key.NeighbourhoodCode,
                EffectiveOn = entry.EffectiveOn,
                CommittedPence = -pence,
                SpentPence = pence,
            };
        });
}
