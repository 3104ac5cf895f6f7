using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Ledger.Approvals;
using IntegratedCare.Ledger.Charges;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using IntegratedCare.Ledger.Spending;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Commitments;

/// <summary>Makes and ends orders under the fund's journal, which its callers have taken.</summary>
internal sealed class OrderBook(LedgerDb db, ApprovalDesk desk, Bookkeeper bookkeeper, TimeProvider time)
{
    private DateOnly Today => LondonTime.DateOf(time.GetUtcNow());

    /// <summary>Refuses what may not be set aside: when it is asked and again when it is approved.</summary>
    public async Task RequireAsync(Fund fund, MakeCommitmentRequest asked, CancellationToken cancellationToken)
    {
        if (fund.Class == FundClass.InView) throw new DomainException(FundErrors.InView);
        if (!fund.HasProgramme(asked.Programme)) throw new DomainException(CommitmentErrors.ProgrammeUnknown);
        if (!fund.FinancialYear.Covers(asked.EffectiveOn) || asked.EffectiveOn > Today)
            throw new DomainException(CommitmentErrors.EffectiveDateInvalid);
        if (asked.ExpiresOn < Today) throw new DomainException(CommitmentErrors.ExpiryInvalid);
        if (asked.ProviderId is { } provider && !await db.CareServices.AnyAsync(s => s.ProviderId == provider, cancellationToken))
            throw new DomainException(CommitmentErrors.ProviderUnknown);
        if (await db.Orders.AnyAsync(o => o.FundCode == fund.Code && o.Reference == asked.Reference, cancellationToken))
            throw new DomainException(CommitmentErrors.ReferenceUsed);
    }

    /// <summary>Makes what one person may promise alone.</summary>
    public Task<Order> MakeAsync(
        JournalHead head, MakeCommitmentRequest asked, (string FundCode, long Pence, long LimitPence) sum, Caller caller,
        CancellationToken cancellationToken)
    {
        var id = OrderId.New();
        desk.Authorise(ApprovalKind.Commitment, Order.SourceOf(id), sum, asked.Reason, caller);
        return MakeAsync(id, head, asked, caller.Subject, cancellationToken);
    }

    /// <summary>Makes what a second person approved.</summary>
    public async Task<Order> MakeAsync(JournalHead head, Fund fund, Approval approval, CancellationToken cancellationToken)
    {
        var asked = approval.Read<MakeCommitmentRequest>();
        await RequireAsync(fund, asked, cancellationToken);
        var id = new OrderId(approval.Id.Value);
        desk.Authorise(Order.SourceOf(id), approval);
        return await MakeAsync(id, head, asked, approval.AskedBy, cancellationToken);
    }

    /// <summary>Takes the order for this transaction: of two who end it at once the second sees that it has ended.</summary>
    public async Task<Order> TakeAsync(string fundCode, Guid id, CancellationToken cancellationToken)
    {
        var taken = await db.Orders
            .FromSql($"SELECT * FROM orders WHERE id = {id} AND fund_code = {fundCode} FOR UPDATE").ToListAsync(cancellationToken);
        return taken.SingleOrDefault() ?? throw new DomainException(CommitmentErrors.Unknown);
    }

    /// <summary>Refuses a day whose books are closed: news of bookings is moved to the next open day, what people do has a day of their choice.</summary>
    public static void RequireOpen(JournalHead head, DateOnly day)
    {
        if (head.IsClosed(day)) throw new DomainException(PostingErrors.PeriodClosed);
    }

    /// <summary>Posts an entry of the order, and says whose it is; <paramref name="by"/> is null where it expired by itself.</summary>
    public JournalEntry Post(JournalHead head, Order order, Posting posting, string? by)
    {
        var entry = bookkeeper.Post(head, posting with { PostedBy = by });
        if (Attribution.Of(entry, order.ProgrammeCode, order.ProviderId, order.NeighbourhoodCode) is { } part) db.Attributions.Add(part);
        return entry;
    }

    private async Task<Order> MakeAsync(
        OrderId id, JournalHead head, MakeCommitmentRequest asked, string by, CancellationToken cancellationToken)
    {
        RequireOpen(head, asked.EffectiveOn);
        var order = new Order
        {
            Id = id,
            FundCode = head.FundCode,
            ProgrammeCode = asked.Programme,
            Reference = asked.Reference,
            Supplier = asked.Supplier,
            ProviderId = asked.ProviderId,
            NeighbourhoodCode = asked.Neighbourhood,
            AmountPence = asked.AmountPence,
            EffectiveOn = asked.EffectiveOn,
            ExpiresOn = asked.ExpiresOn,
            Source = Order.SourceOf(id),
            EntryNumber = head.LastNumber + 1,
        };
        var entry = Post(head, order, Posting.Commitment(head.FundCode, order.ProgrammeCode, order.AmountPence, order.EffectiveOn,
            order.Source, $"Commitment for order {order.Reference}"), by);
        foreach (var overcommitted in await BudgetWatch.FindAsync(db, [(order.ProgrammeCode, entry)], cancellationToken)) db.Publish(overcommitted);
        return db.Orders.Add(order).Entity;
    }
}
