using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Contributions;

/// <summary>What is planned to change in a partner's contribution next year; below zero it falls.</summary>
public sealed record PlanChangeRequest(
    [Required, RegularExpression(PutFundRequest.CodePattern)] string Partner,
    [Range(-PutFundRequest.PenceMax, PutFundRequest.PenceMax), DeniedValues(0L)] long AmountPence,
    [Required, StringLength(PlannedChangeMapping.ReasonLengthMax)] string Reason);

/// <summary>The host's pooled fund manager notes a change that is planned for next year's contributions.</summary>
internal static class PlanChange
{
    /// <summary>More than any year plans; the proposal lists them all.</summary>
    private const int ChangesMax = 500;

    public static async Task<Created<PlannedChangeView>> Handle(
        string code, PlanChangeRequest request, Caller caller, Purpose purpose, LedgerDb db, Bookkeeper bookkeeper, TimeProvider time,
        CancellationToken cancellationToken)
    {
        _ = await bookkeeper.TakeAsync(code, cancellationToken) ?? throw new DomainException(FundErrors.Unknown);
        var fund = await db.HostedFundAsync(code, caller, cancellationToken);
        if (!fund.HasPartner(request.Partner)) throw new DomainException(ContributionErrors.PartnerUnknown);
        if (await db.PlannedChanges.CountAsync(c => c.FundCode == code, cancellationToken) >= ChangesMax)
            throw new DomainException(ContributionErrors.PlannedChangesFull);

        var change = new PlannedChange
        {
            Id = PlannedChangeId.New(),
            FundCode = code,
            Partner = request.Partner,
            AmountPence = request.AmountPence,
            Reason = request.Reason,
            PlannedBy = caller.Subject,
            PlannedAt = time.GetUtcNow(),
        };
        db.PlannedChanges.Add(change);
        db.RecordAccess(caller, purpose, "contribution.plan", "planned-change", $"{code}/{change.Id.Value}");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/api/ledger/funds/{code}/contributions/next-year", PlannedChangeView.Of(change));
    }
}

/// <summary>A change as it was planned.</summary>
public sealed record PlannedChangeView(string Partner, long AmountPence, string Reason, DateTimeOffset PlannedAt)
{
    internal static PlannedChangeView Of(PlannedChange change) => new(change.Partner, change.AmountPence, change.Reason, change.PlannedAt);
}
