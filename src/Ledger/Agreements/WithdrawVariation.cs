using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Ledger.Agreements;

/// <summary>Why the host takes a variation back.</summary>
public sealed record WithdrawVariationRequest([Required, StringLength(AgreementVersion.ReasonLengthMax)] string Reason);

/// <summary>The host's pooled fund manager takes back a variation to which not everybody has agreed yet.</summary>
internal static class WithdrawVariation
{
    public static async Task<Ok<AgreementVersionView>> Handle(
        string code, int version, WithdrawVariationRequest request, Caller caller, Purpose purpose, LedgerDb db, Bookkeeper bookkeeper,
        TimeProvider time, CancellationToken cancellationToken)
    {
        _ = await bookkeeper.TakeAsync(code, cancellationToken) ?? throw new DomainException(FundErrors.Unknown);
        var asked = await db.AgreementVersionAsync(code, version, cancellationToken);
        var answers = await db.AnswersToAsync(asked, cancellationToken);

        var answer = AgreementAnswer.Withdraw(asked, answers, request.Reason, caller, time.GetUtcNow());
        answers.Add(answer);
        db.AgreementAnswers.Add(answer);
        db.RecordAccess(caller, purpose, "agreement.withdraw", "agreement-version", $"{code}/{version}");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(AgreementVersionView.Of(asked, answers, effect: null));
    }
}
