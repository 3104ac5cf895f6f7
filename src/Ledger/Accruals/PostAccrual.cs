using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Approvals;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using IntegratedCare.Ledger.ManualEntries;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Ledger.Accruals;

/// <summary>An estimate by hand of what is owed at a month's end. No text holds personal data.</summary>
public sealed record PostAccrualRequest(
    [Required, RegularExpression(Period.Pattern)] string Period,
    [Required, RegularExpression(PutFundRequest.CodePattern)] string Programme,
    [Range(1, PutFundRequest.PenceMax)] long AmountPence,
    [Required, StringLength(AccrualMapping.NarrativeLengthMax), RegularExpression(PostManualEntryRequest.TextPattern)] string Narrative,
    [Required, StringLength(ApprovalMapping.ReasonLengthMax), RegularExpression(PostManualEntryRequest.TextPattern)] string Reason);

/// <summary>The bookings of a programme that are over at a month's end and of which nobody has told the outcome.</summary>
public sealed record PostBookingAccrualRequest(
    [Required, RegularExpression(Period.Pattern)] string Period,
    [Required, RegularExpression(PutFundRequest.CodePattern)] string Programme,
    [Required, StringLength(ApprovalMapping.ReasonLengthMax), RegularExpression(PostManualEntryRequest.TextPattern)] string Reason);

/// <summary>What is to be accrued, by hand or, where <c>IsOfBookings</c>, as the bookings say.</summary>
internal sealed record AskedAccrual(string Period, string Programme, long AmountPence, string Narrative, bool IsOfBookings);

/// <summary>Somebody of the host accrues by hand: at once within the agreement's limit, above it once a second person approves.</summary>
internal static class PostAccrual
{
    public static Task<Results<Created<AccrualView>, Accepted<ApprovalView>>> Handle(
        string code, PostAccrualRequest request, AccrualRequests requests, Caller caller, Purpose purpose, CancellationToken cancellationToken) =>
        requests.TakeAsync(
            code, _ => Task.FromResult(new AskedAccrual(request.Period, request.Programme, request.AmountPence, request.Narrative, IsOfBookings: false)),
            request.Reason, caller, purpose, cancellationToken);
}

/// <summary>Somebody of the host accrues what bookings say: the sum is the bookings' own.</summary>
internal static class PostBookingAccrual
{
    public static Task<Results<Created<AccrualView>, Accepted<ApprovalView>>> Handle(
        string code, PostBookingAccrualRequest request, AccrualRequests requests, AccrualBook book, Caller caller, Purpose purpose,
        CancellationToken cancellationToken) =>
        requests.TakeAsync(code, async fund =>
        {
            var period = book.Require(fund, request.Period, request.Programme);
            var (pence, count) = await book.WithoutOutcomeAsync(fund.Code, request.Programme, period, cancellationToken);
            if (count == 0) throw new DomainException(AccrualErrors.NothingToAccrue);
            return new(request.Period, request.Programme, pence, $"Care of {count} bookings to the end of {period}", IsOfBookings: true);
        }, request.Reason, caller, purpose, cancellationToken);
}

/// <summary>What both kinds of accrual have in common: posted within the limit, else left for a second person.</summary>
internal sealed class AccrualRequests(LedgerDb db, Bookkeeper bookkeeper, AccrualBook book, ApprovalDesk desk, TimeProvider time)
{
    public async Task<Results<Created<AccrualView>, Accepted<ApprovalView>>> TakeAsync(
        string code, Func<Fund, Task<AskedAccrual>> ask, string reason, Caller caller, Purpose purpose, CancellationToken cancellationToken)
    {
        var head = await bookkeeper.TakeAsync(code, cancellationToken) ?? throw new DomainException(FundErrors.Unknown);
        var fund = await db.HostedFundAsync(code, caller, cancellationToken);
        var asked = await ask(fund);
        book.Require(fund, asked.Period, asked.Programme);

        var limits = await db.LimitsAsync(code, time, cancellationToken);
        var sum = (code, asked.AmountPence, limits.ManualEntryPence);
        if (asked.AmountPence > limits.ManualEntryPence)
        {
            var approval = await desk.AskAsync(ApprovalKind.Accrual, sum, (asked.Narrative, reason), asked, caller, cancellationToken);
            db.RecordAccess(caller, purpose, "accrual.ask", "approval", $"{approval.Id.Value}");
            await db.SaveChangesAsync(cancellationToken);
            return TypedResults.Accepted($"/api/ledger/approvals/{approval.Id.Value}", ApprovalView.Of(approval, time.GetUtcNow()));
        }

        var accrual = await book.PostAsync(head, fund, asked, sum, reason, caller, cancellationToken);
        db.RecordAccess(caller, purpose, "accrual.post", "accrual", $"{accrual.Id.Value}");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/api/ledger/funds/{code}/accruals", AccrualView.Of(accrual));
    }
}
