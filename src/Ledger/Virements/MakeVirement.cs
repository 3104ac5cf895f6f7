using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Ledger.Approvals;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using IntegratedCare.Ledger.ManualEntries;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Ledger.Virements;

/// <summary>Budget to be moved within a fund. <c>EffectiveOn</c> is absent where it takes effect on the day it is decided.</summary>
public sealed record MakeVirementRequest(
    [Required, RegularExpression(PutFundRequest.CodePattern)] string FromProgramme,
    [Required, RegularExpression(PutFundRequest.CodePattern)] string ToProgramme,
    [Range(1, PutFundRequest.PenceMax)] long AmountPence,
    [Required, StringLength(ApprovalMapping.ReasonLengthMax), RegularExpression(PostManualEntryRequest.TextPattern)] string Reason,
    DateOnly? EffectiveOn = null);

/// <summary>The pooled fund manager moves budget: alone within the agreement's limit, above it once a board member approves.</summary>
internal static class MakeVirement
{
    public static async Task<Results<Created<VirementView>, Accepted<ApprovalView>>> Handle(
        string code, MakeVirementRequest request, Caller caller, Purpose purpose, LedgerDb db, Bookkeeper bookkeeper,
        VirementBook book, ApprovalDesk desk, TimeProvider time, CancellationToken cancellationToken)
    {
        _ = await bookkeeper.TakeAsync(code, cancellationToken) ?? throw new DomainException(FundErrors.Unknown);
        var fund = await db.HostedFundAsync(code, caller, cancellationToken);
        await book.RequireAsync(fund, request, request.EffectiveOn ?? LondonTime.DateOf(time.GetUtcNow()), cancellationToken);

        var limits = await db.LimitsAsync(code, time, cancellationToken);
        var sum = (code, request.AmountPence, limits.VirementPence);
        if (request.AmountPence > limits.VirementPence)
        {
            var narrative = $"Virement from {request.FromProgramme} to {request.ToProgramme}";
            var approval = await desk.AskAsync(
                ApprovalKind.Virement, sum, (narrative, request.Reason), request, caller, cancellationToken);
            db.RecordAccess(caller, purpose, "virement.ask", "approval", $"{approval.Id.Value}");
            await db.SaveChangesAsync(cancellationToken);
            return TypedResults.Accepted($"/api/ledger/approvals/{approval.Id.Value}", ApprovalView.Of(approval, time.GetUtcNow()));
        }

        var virement = book.Make(fund, request, sum, caller);
        db.RecordAccess(caller, purpose, "virement.make", "virement", $"{virement.Id.Value}");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/api/ledger/funds/{code}/virements/{virement.Id.Value}",
            VirementView.Of(virement, request.Reason, caller.Subject, approvedBy: null));
    }
}
